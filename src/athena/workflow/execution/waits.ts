import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { isWait } from '../graph/node-types.ts';
import type { Progress, Run } from './run.ts';

/** Returns until when a node waits: as its run says, or its execution when a state has brought it. */
export function findWaitTill({ progress, wait_till: waitTill }: StoredRecord, node: string): string | undefined {
  const waits = waitsIn(progress);
  const until = Object.keys(waits).length === 0 ? waitTill : findOwn(waits, node);
  return typeof until === 'string' ? until : undefined;
}

/**
 * Returns until when each node waits. A state brings one time for all waits of an execution. Each wait gets that time
 * here, and so keeps it when another wait ends, which changes the execution's time.
 */
export function readWaits(
  { progress, wait_till: until }: StoredRecord,
  { graph, runData }: Pick<Run, 'graph' | 'runData'>,
): Progress['waits'] {
  const known = waitsIn(progress) as Progress['waits'];
  if (Object.keys(known).length > 0 || typeof until !== 'string') return known;
  const waiting = graph.nodes.filter(
    (node) => isWait(node) && findOwn(runData, node.id)?.some((entry) => entry.execution_status === 'waiting') === true,
  );
  return Object.fromEntries(waiting.map(({ id }) => [id, until]));
}

/** A client may have written the counters of an execution: the contract does not declare them. */
function waitsIn(progress: JsonValue | undefined): JsonObject {
  return isJsonObject(progress) && isJsonObject(progress['waits']) ? progress['waits'] : {};
}
