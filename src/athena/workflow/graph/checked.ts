import type { PrepareRule } from '../../../behaviour/rule/behaviour.ts';
import { prepareCheckedCreate } from '../../../behaviour/resource/create.ts';
import { prepareCheckedUpdate } from '../../../behaviour/resource/update.ts';
import { checkGraph } from './check-graph.ts';
import { toGraph } from './graph.ts';

/** A create that refuses a graph which could not be run. */
export const prepareCreateWorkflow: PrepareRule = (operation, tools) =>
  prepareCheckedCreate(operation, tools, (record) => checkGraph(toGraph(record)));

/** An update that refuses one; of nodes and edges, what is not sent is what there is. */
export const prepareUpdateWorkflow: PrepareRule = (operation, tools) =>
  prepareCheckedUpdate(operation, tools, (record) => checkGraph(toGraph(record)));
