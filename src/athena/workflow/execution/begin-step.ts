import { toTimestamp } from '../../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { sizeWithin } from '../../../kernel/json/measure-json.ts';
import type { World } from '../../../store/port/world.ts';
import { createChance } from '../../responder/model/chance.ts';
import { parametersOf, type Node } from '../graph/graph.ts';
import { LimitError, MAX_RUN_DATA } from '../graph/limits.ts';
import { isWait, typeOf } from '../graph/node-types.ts';
import { runsOf, withEntry, type Run, type Step } from './run.ts';
import { createScope, fillIn, UnresolvedError } from '../graph/variables.ts';
import { rootsOf } from './roots.ts';

/** Where and when steps begin. */
export interface Moment {
  readonly execution: string;
  readonly world: World;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** Begins a step: from now on it runs, or waits, until its time is over. */
export function beginStep(
  run: Run,
  node: Node,
  { input, attempt }: { readonly input: JsonObject; readonly attempt: number },
  moment: Moment,
): Run {
  const { execution, world, now } = moment;
  const index = runsOf(run, node.id).length;
  const chance = createChance(world.random, `workflow/${execution}/${node.id}/${index}`);
  const wanted = durationOf(node, run, input) ?? chance.number('takes', ...typeOf(node).takes);
  const pause = attempt > 1 ? (node.data.wait_between_tries ?? PAUSE) : 0;
  const left = isWait(node) ? Number.POSITIVE_INFINITY : timeLeft(run);
  const takes = Math.min(wanted + pause, left, LONGEST);
  const step: Step = {
    execution,
    node: node.id,
    index,
    started: now,
    attempt,
    takes,
    isTooLong: wanted + pause > left,
  };
  const { due, until } = whenDone(node, takes, moment);
  const entry = {
    started_at: toTimestamp(now),
    execution_time: 0,
    execution_status: isWait(node) ? 'waiting' : 'running',
    input,
    output: null,
    error: null,
  } as const;
  const begun = withEntry(run, step, entry);
  const waits = until === undefined ? run.progress.waits : { ...run.progress.waits, [node.id]: until };
  const size = run.progress.size + sizeWithin(input, MAX_RUN_DATA) + ENTRY;
  const progress = { ...run.progress, waits, steps: run.progress.steps + 1, size };
  return { ...begun, progress, begun: [...run.begun, { step, due }] };
}

/**
 * When it is done, and until when people are told that it waits. Of an approval that is the day on which it expires.
 */
function whenDone(
  node: Node,
  takes: number,
  { world, now }: Moment,
): { readonly due: number; readonly until: string | undefined } {
  const due = now + world.pace.scale(takes);
  if (node.type === 'logic.delay') return { due, until: toTimestamp(due) };
  if (node.type !== 'human.approval') return { due, until: undefined };
  const expiry = now + hoursOf(parametersOf(node)['expires_in_hours']) * HOUR;
  return { due: node.data.simulate?.decision === 'none' ? expiry : Math.min(due, expiry), until: toTimestamp(expiry) };
}

/**
 * What the step's own settings say, in milliseconds; undefined where they say nothing. What a delay cannot read fails
 * it, when it is done.
 */
function durationOf(node: Node, run: Run, input: JsonObject): number | undefined {
  if (node.data.is_disabled === true) return 1;
  const { seconds } = node.data.simulate ?? {};
  if (seconds !== undefined) return seconds * 1000;
  return node.type === 'logic.delay' ? toMilliseconds(readDelay(node, run, input)) : undefined;
}

function readDelay(node: Node, run: Run, input: JsonObject): JsonValue {
  try {
    return fillIn(parametersOf(node), createScope(rootsOf(run, input)));
  } catch (error) {
    if (error instanceof UnresolvedError || error instanceof LimitError) return {};
    throw error;
  }
}

/** What `seconds`, `minutes`, `hours` and `days` come to. */
function toMilliseconds(parameters: JsonValue): number {
  if (!isJsonObject(parameters)) return 0;
  const parts = Object.entries(UNITS).map(([unit, length]) => Number(parameters[unit] ?? 0) * length);
  const sum = parts.reduce((total, part) => total + part, 0);
  return Number.isFinite(sum) ? Math.max(0, Math.min(sum, LONGEST)) : 0;
}

/** How long the execution may still work before it is given up. */
function timeLeft({ workflowData, progress }: Run): number {
  const { settings } = workflowData;
  const timeout = isJsonObject(settings) ? settings['timeout'] : null;
  return typeof timeout === 'number' ? Math.max(0, timeout * 1000 - progress.active) : Number.POSITIVE_INFINITY;
}

function hoursOf(value: JsonValue | undefined): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, 8760) : EXPIRES;
}

const HOUR = 3_600_000;
/** In bytes, of a step beside its input and output. */
const ENTRY = 250;
const UNITS = { seconds: 1000, minutes: 60_000, hours: HOUR, days: 24 * HOUR } as const;
/** A year: nothing in a workflow takes longer. */
const LONGEST = 365 * 24 * HOUR;
/** Before another try, in milliseconds, where the step says nothing. */
const PAUSE = 1000;
/** After how many hours an approval expires that says nothing of it. */
const EXPIRES = 72;
