import type { JsonObject } from '../../../kernel/json/json.ts';
import { findTrigger } from '../graph/graph.ts';
import { outputsOf, type Run } from './run.ts';

/** What the paths of a step begin with: the steps that have run, by their ids, before what every step knows. */
export function rootsOf(run: Run, input: JsonObject): JsonObject {
  const { id, uuid, name, variables } = run.workflowData;
  const outputs = outputsOf(run);
  const trigger = findTrigger(run.graph)?.id;
  const common: JsonObject = {
    input,
    variables: variables ?? {},
    trigger: (trigger === undefined ? undefined : outputs[trigger]) ?? run.startData,
    workflow: { id: id ?? null, uuid: uuid ?? null, name: name ?? null },
  };
  return { ...common, ...outputs };
}
