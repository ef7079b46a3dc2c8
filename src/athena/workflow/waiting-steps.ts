import type { AwaitedWork, WorkGaps } from '../../behaviour/time/awaited-work.ts';
import { SCHEDULED_WORK, type Work } from '../../behaviour/time/schedule.ts';
import { findOwn, isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';
import { EXECUTION_DATA, EXECUTIONS, FINISH_STEP, ownerOf } from './execution/executions.ts';
import type { NodeRun, Step } from './execution/run.ts';
import { findWaitTill } from './execution/waits.ts';
import { isWait } from './graph/node-types.ts';
import type { Node } from './graph/graph.ts';

/**
 * The ends of steps that wait until a time, and that a state has brought, as the demo world does. An approval expires
 * then, and a delay is over.
 */
export const WAITING_STEPS: AwaitedWork = {
  collections: [EXECUTIONS, EXECUTION_DATA],
  findGaps: findUnscheduledEnds,
};

function findUnscheduledEnds(reader: Pick<StoreReader, 'all' | 'get'>): WorkGaps {
  const waits = findWaits(reader);
  const ends = reader.all(SCHEDULED_WORK.name).filter(isEnd);
  if (waits.length === 0 && ends.length === 0) return NO_GAPS;
  const scheduled = new Map(ends.map((record) => [toKey(record['payload'] as Step), record]));
  const wanted = new Map(waits.map((wait) => [toKey(wait), wait]));
  const outdated = ends.filter((record) => {
    const step = record['payload'] as Step;
    return step.wait_till !== undefined && wanted.get(toKey(step))?.wait_till !== step.wait_till;
  });
  const gone = new Set(outdated);
  const missing = waits.filter((wait) => {
    const end = scheduled.get(toKey(wait));
    return end === undefined || gone.has(end);
  });
  return { missing: missing.map(toWork), outdated };
}

/** Returns the step of a waiting entry whose end is not scheduled. */
export function toUnscheduledStep(
  { execution, node, index }: Pick<Step, 'execution' | 'node' | 'index'>,
  { started_at: startedAt }: Pick<NodeRun, 'started_at'>,
): Step {
  const started = parseTimestamp(startedAt) ?? 0;
  return { execution, node, index, started, attempt: 1, takes: 0, isTooLong: false };
}

/** Returns whether scheduled work is the end of a step. */
export function isEndOf({ kind, payload }: StoredRecord, { node, index }: Pick<Step, 'node' | 'index'>): boolean {
  return kind === FINISH_STEP && isJsonObject(payload) && payload['node'] === node && payload['index'] === index;
}

/** A step that waits until a time. */
type WaitingStep = Step & { readonly wait_till: string };

function findWaits(reader: Pick<StoreReader, 'all' | 'get'>): readonly WaitingStep[] {
  return reader
    .all(EXECUTIONS)
    .filter((record) => record['is_finished'] !== true)
    .flatMap((record) => findWaitsOf(reader, record));
}

/** The records are read with care: what a client sends is looked at before it is checked. */
function findWaitsOf(reader: Pick<StoreReader, 'get'>, record: StoredRecord): readonly WaitingStep[] {
  const { uuid, workflow_execution_data_id: id } = record;
  const data = reader.get(EXECUTION_DATA, id as RecordKey);
  // A copy that a scenario has made shares the data of its original, which alone goes on with it.
  if (data === undefined || typeof uuid !== 'string' || data['workflow_execution_uuid'] !== uuid) return [];
  const runs = memberOf(memberOf(data['data'], 'result_data'), 'run_data');
  const nodes = memberOf(data['workflow_data'], 'nodes');
  if (!isJsonObject(runs) || !Array.isArray(nodes)) return [];
  return nodes.filter(isWaitingNode).flatMap(({ id: node }) => {
    const until = findWaitTill(record, node);
    const entries = findOwn(runs, node);
    if (until === undefined || parseTimestamp(until) === undefined || !Array.isArray(entries)) return [];
    return entries.flatMap((entry: JsonValue, index): readonly WaitingStep[] => {
      if (memberOf(entry, 'execution_status') !== 'waiting') return [];
      const startedAt = String(memberOf(entry, 'started_at'));
      return [{ ...toUnscheduledStep({ execution: uuid, node, index }, { started_at: startedAt }), wait_till: until }];
    });
  });
}

function isWaitingNode(node: JsonValue): node is JsonValue & Node {
  return isJsonObject(node) && typeof node['id'] === 'string' && isWait({ type: node['type'] as Node['type'] });
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? findOwn(value, name) : undefined;
}

function isEnd({ kind, payload }: StoredRecord): boolean {
  return kind === FINISH_STEP && isJsonObject(payload);
}

function toWork(step: WaitingStep): Work {
  return { kind: FINISH_STEP, due: parseTimestamp(step.wait_till) ?? 0, payload: step, owner: ownerOf(step.execution) };
}

function toKey({ execution, node, index }: Pick<Step, 'execution' | 'node' | 'index'>): string {
  return JSON.stringify([execution, node, index]);
}

const NO_GAPS = { missing: [], outdated: [] };
