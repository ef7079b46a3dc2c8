import { isJsonObject, type Json, type JsonObject } from '../api/types.ts';

/** One pass through a node of a graph. */
export interface ExecutedStep {
  /** The id of the node. */
  readonly node: string;
  readonly label: string;
  readonly type: string;
  readonly status: string;
  /** In milliseconds since the execution began. */
  readonly offset: number;
  /** In milliseconds. */
  readonly duration: number;
  readonly input: Json | undefined;
  readonly output: Json | undefined;
  readonly error: Json | undefined;
}

/** Returns the steps of an execution in the order of time, then the nodes that were not reached. */
export function listSteps(record: JsonObject): { readonly steps: readonly ExecutedStep[]; readonly length: number } {
  const nodes = listNodes(record);
  const runs = Object.entries(findPasses(record)).flatMap(([id, passes]) => passes.map((pass) => ({ id, pass })));
  const times = runs.map(({ pass }) => Date.parse(String(pass['started_at']))).filter((time) => !Number.isNaN(time));
  const began = Math.min(...times);
  const done = runs
    .map(({ id, pass }) => ({ node: id, ...toStep(pass, nodes.get(id) ?? { label: id, type: '' }, began) }))
    .toSorted((left, right) => left.offset - right.offset);
  const reached = new Set(runs.map(({ id }) => id));
  const missed = [...nodes]
    .filter(([id]) => !reached.has(id))
    .map(([id, node]) => ({ node: id, ...NOT_REACHED, ...node }));
  return { steps: [...done, ...missed], length: Math.max(0, ...done.map(({ offset, duration }) => offset + duration)) };
}

interface GraphNode {
  readonly label: string;
  readonly type: string;
}

function toStep(pass: JsonObject, { label, type }: GraphNode, began: number): Omit<ExecutedStep, 'node'> {
  const { started_at: started, execution_time: time, execution_status: status, input, output, error } = pass;
  const offset = Date.parse(String(started)) - began;
  return {
    label,
    type,
    status: String(status),
    offset: Number.isNaN(offset) ? 0 : offset,
    duration: typeof time === 'number' ? time : 0,
    input,
    output,
    error,
  };
}

/** Returns what an execution has stored of each node that it has come to, by its id: every pass, the oldest first. */
export function findPasses(record: JsonObject): Readonly<Record<string, readonly JsonObject[]>> {
  const data = isJsonObject(record['data']) ? record['data'] : {};
  const result = isJsonObject(data['result_data']) ? data['result_data'] : {};
  const runs = isJsonObject(result['run_data']) ? result['run_data'] : {};
  return Object.fromEntries(
    Object.entries(runs).map(([id, passes]) => [id, (Array.isArray(passes) ? passes : []).filter(isJsonObject)]),
  );
}

function listNodes(record: JsonObject): ReadonlyMap<string, GraphNode> {
  const graph = isJsonObject(record['workflow_data']) ? record['workflow_data'] : {};
  const nodes = Array.isArray(graph['nodes']) ? graph['nodes'].filter(isJsonObject) : [];
  return new Map(
    nodes.map(({ id, type, data }) => {
      const label = isJsonObject(data) ? data['label'] : undefined;
      return [String(id), { label: String(label ?? id), type: String(type) }];
    }),
  );
}

const NOT_REACHED = {
  status: 'not reached',
  offset: 0,
  duration: 0,
  input: undefined,
  output: undefined,
  error: undefined,
};
