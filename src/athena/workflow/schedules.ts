import { findCronFault, findNextTime, isTimeZone } from '../../behaviour/time/cron.ts';
import type { HandleFailedWork } from '../../behaviour/time/failed-work.ts';
import {
  alignOwner,
  scheduleNext,
  type RecurringWork,
  type RecurringWorks,
} from '../../behaviour/time/recurring-work.ts';
import type { RunWork } from '../../behaviour/time/schedule.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import type { RecordKey, StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { startExecution } from './execution/executions.ts';
import { findTrigger, parametersOf, toGraph } from './graph/graph.ts';

/** The kind of scheduled work that starts a workflow at a time of its schedule. */
export const START_ON_SCHEDULE = 'workflow.scheduled-start';

/** Starts workflows by their schedules. */
export const WORKFLOW_SCHEDULES: RecurringWorks = {
  handlers: { [START_ON_SCHEDULE]: () => startOnSchedule },
  list: (reader) => {
    const findNext = createFindNext();
    return reader.all(WORKFLOWS).flatMap((workflow) => findSchedule(workflow, findNext) ?? []);
  },
};

/** Makes the schedule of a workflow follow its record, in the transaction that writes it. */
export function followSchedule(transaction: Transaction, workflow: StoredRecord, { clock }: World): void {
  const work = { owner: ownerOf(workflow), kind: START_ON_SCHEDULE };
  alignOwner(transaction, work, { wanted: findSchedule(workflow), now: clock.now() });
}

/** Goes on with the next time of a schedule when a start has failed. */
export const skipFailedStart: HandleFailedWork = (transaction, payload, { world, now }) => {
  const workflow = transaction.get(WORKFLOWS, String(payload['workflow']));
  const schedule = workflow === undefined ? undefined : findSchedule(workflow);
  if (schedule !== undefined) scheduleNext(transaction, schedule, Math.max(now, world.clock.now()));
};

/**
 * Returns the faults of a workflow's schedule: an invalid cron expression, an unknown time zone. Of several triggers,
 * only the first can start it: the others are faults of the graph, and their expressions are not looked at, since one
 * that names no time takes long.
 */
export function checkSchedule(workflow: JsonObject): readonly FieldViolation[] {
  return [...checkCron(workflow), ...checkTimeZone(workflow['settings'])];
}

function checkCron(workflow: JsonObject): readonly FieldViolation[] {
  const graph = toGraph(workflow);
  const trigger = findTrigger(graph);
  if (trigger?.type !== 'trigger.schedule') return [];
  const { cron = null } = parametersOf(trigger);
  if (cron === null || cron === '') return [];
  const reason = typeof cron === 'string' ? findCronFault(cron.trim()) : 'it is not a string';
  if (reason === undefined) return [];
  const field = `nodes.${graph.nodes.indexOf(trigger)}.data.parameters.cron`;
  return [violation(field, 'cron', `The ${field} field must be a valid cron expression: ${reason}.`)];
}

function checkTimeZone(settings: JsonValue | undefined): readonly FieldViolation[] {
  const name = isJsonObject(settings) ? settings['timezone'] : undefined;
  if (typeof name !== 'string' || isTimeZone(name)) return [];
  return [violation('settings.timezone', 'timezone', 'The settings.timezone field must be a valid timezone.')];
}

/** Returns the schedule that a workflow is started by, or undefined when nothing starts it by time. */
function findSchedule(workflow: StoredRecord, findNext = findNextTime): RecurringWork | undefined {
  if (workflow['status'] !== 'active' || workflow['is_enabled'] === false) return undefined;
  const trigger = findTrigger(toGraph(workflow));
  if (trigger?.type !== 'trigger.schedule' || trigger.data.is_disabled === true) return undefined;
  const { cron } = parametersOf(trigger);
  if (typeof cron !== 'string') return undefined;
  const schedule = { cron: cron.trim(), timeZone: timeZoneOf(workflow['settings']) };
  return {
    kind: START_ON_SCHEDULE,
    owner: ownerOf(workflow),
    payload: { workflow: workflow['uuid'] ?? null, cron: schedule.cron, timezone: schedule.timeZone },
    findNext: (after) => findNext(schedule, after),
  };
}

/**
 * Starts a workflow for the time that was due, and schedules its next time from now: of the times that were missed, as
 * by a process that did not run or a clock that was moved, only the first starts it.
 */
const startOnSchedule: RunWork = async (payload, { world, now }) => {
  return (transaction) => {
    const workflow = transaction.get(WORKFLOWS, String(payload['workflow']));
    const schedule = workflow === undefined ? undefined : findSchedule(workflow);
    if (workflow === undefined || schedule === undefined) return;
    const started = {
      workflow: workflow['uuid'] as RecordKey,
      user: workflow['user_id'] as RecordKey,
      mode: 'trigger',
      startData: { fired_at: toTimestamp(now) },
      retryOf: null,
    };
    startExecution(transaction, started, { world, now });
    scheduleNext(transaction, schedule, Math.max(now, world.clock.now()));
  };
};

/** Finds the next time of equal schedules once: a world may have thousands of copies of a workflow. */
function createFindNext(): typeof findNextTime {
  const found = new Map<string, number | undefined>();
  return function findNext(schedule, after) {
    const key = `${schedule.cron}\n${schedule.timeZone}\n${after}`;
    if (!found.has(key)) found.set(key, findNextTime(schedule, after));
    return found.get(key);
  };
}

function timeZoneOf(settings: JsonValue | undefined): string {
  const name = isJsonObject(settings) ? settings['timezone'] : undefined;
  return typeof name === 'string' && name !== '' ? name : 'UTC';
}

function ownerOf({ uuid }: StoredRecord): string {
  return `${WORKFLOWS}/${String(uuid)}`;
}

function violation(field: string, keyword: string, message: string): FieldViolation {
  return { field, location: 'body', keyword, message };
}

const WORKFLOWS = 'workflows';
