import type { JsonObject } from '../../../kernel/json/json.ts';
import { findTrigger } from '../graph/graph.ts';
import { outputsOf, type Run } from './run.ts';

/**
 * Returns the values that a step's paths start from: `input`, `variables`, `trigger`, `workflow`, and the output of
 * each node by its id. A node's id wins over a common name.
 */
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
