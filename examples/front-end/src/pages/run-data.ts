import type { Execution, Workflow } from '../api.ts';
import { toTitle } from '../format.ts';

export type Node = Workflow['nodes'][number];
export type Data = NonNullable<Execution['workflow_execution_data']>;
export type Run = NonNullable<Data['data']['result_data']['run_data'][string]>[number];

/** One run of a step. */
export interface Step {
  readonly node: Node;
  readonly run: Run;
  /** Counts the runs of a node in a loop, from 1. */
  readonly round: number;
}

/**
 * Returns what an execution is about: the first value that it was started with, such as `Chiara Bruno` or `Order
 * 91518`. Without one it is its number.
 */
export function toSubject({ id, workflow_execution_data: recorded }: Execution): string {
  const values = Object.entries(recorded?.data.start_data ?? {});
  for (const [name, value] of values) {
    if (typeof value !== 'string' || value === '' || name.endsWith('_at')) continue;
    // A number says little without its name, a text enough.
    return /^\S*\d\S*$/.test(value) ? `${toTitle(name)} ${value}` : value;
  }
  return `Run ${id}`;
}

/** Returns the runs of all steps in the order in which they began. */
export function inOrder({ data, workflow_data: { nodes } }: Data): readonly Step[] {
  const steps = Object.entries(data.result_data.run_data).flatMap(([id, runs]) => {
    const node = nodes.find((other) => other.id === id);
    return node ? runs.map((run, index) => ({ node, run, round: index + 1 })) : [];
  });
  return steps.toSorted((one, other) => Date.parse(one.run.started_at) - Date.parse(other.run.started_at));
}

/** Returns the latest run of a step, or undefined when it has not begun. */
export function lastRun({ data }: Data, { id }: Pick<Node, 'id'>): Run | undefined {
  return data.result_data.run_data[id]?.at(-1);
}

/** Returns the ids of the edges that the execution has followed: both steps have run, and the exit was taken. */
export function findTakenEdges({ data, workflow_data: { edges } }: Data): ReadonlySet<string> {
  const runsOf = (id: string): readonly Run[] => data.result_data.run_data[id] ?? [];
  const taken = edges.filter(
    ({ source, target, source_handle: exit }) =>
      runsOf(target).length > 0 && runsOf(source).some((run) => isExitOf(run, exit ?? null)),
  );
  return new Set(taken.map(({ id }) => id));
}

function isExitOf({ execution_status: status, output }: Run, exit: string | null): boolean {
  if (exit === 'error') return status === 'error';
  if (exit === 'true' || exit === 'false') return output?.['result'] === (exit === 'true');
  if (exit === 'rejected') return output?.['approved'] === false;
  return status === 'success';
}
