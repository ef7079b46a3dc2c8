import { toTimestamp } from '../../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { sizeWithin } from '../../../kernel/json/measure-json.ts';
import type { World } from '../../../store/port/world.ts';
import { createChance } from '../../responder/model/chance.ts';
import { parametersOf, type Node } from '../graph/graph.ts';
import { LimitError, MAX_RUN_DATA } from '../graph/limits.ts';
import { isWait, typeOf } from '../graph/node-types.ts';
import { runsOf, withNodeRun, type Run, type Step } from './run.ts';
import { createScope, fillIn, UnresolvedError } from '../graph/variables.ts';
import { rootsOf } from './roots.ts';

/** The execution, world and time that a step starts in. */
export interface ExecutionContext {
  readonly execution: string;
  readonly world: World;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** Starts a step: it runs or waits until its duration has passed. */
export function beginStep(
  run: Run,
  node: Node,
  { input, attempt }: { readonly input: JsonObject; readonly attempt: number },
  context: ExecutionContext,
): Run {
  const { execution, world, now } = context;
  const index = runsOf(run, node.id).length;
  const chance = createChance(world.random, `workflow/${execution}/${node.id}/${index}`);
  const wanted = durationOf(node, run, input) ?? chance.number('takes', ...typeOf(node).takes);
  const pause = attempt > 1 ? (node.data.wait_between_tries ?? DEFAULT_PAUSE) : 0;
  const left = isWait(node) ? Number.POSITIVE_INFINITY : timeLeft(run);
  const takes = Math.min(wanted + pause, left, MAX_DURATION);
  const step: Step = {
    execution,
    node: node.id,
    index,
    started: now,
    attempt,
    takes,
    isTooLong: wanted + pause > left,
  };
  const { due, until } = toEnd(node, takes, context);
  const entry = {
    started_at: toTimestamp(now),
    execution_time: 0,
    execution_status: isWait(node) ? 'waiting' : 'running',
    input,
    output: null,
    error: null,
  } as const;
  const started = withNodeRun(run, step, entry);
  const waits = until === undefined ? run.progress.waits : { ...run.progress.waits, [node.id]: until };
  const size = run.progress.size + sizeWithin(input, MAX_RUN_DATA) + ENTRY_SIZE;
  const progress = { ...run.progress, waits, steps: run.progress.steps + 1, size };
  return { ...started, progress, startedSteps: [...run.startedSteps, { step, due }] };
}

/** Returns when a step ends, and the `wait_till` that a waiting step shows: for an approval, the time it expires. */
function toEnd(
  node: Node,
  takes: number,
  { world, now }: ExecutionContext,
): { readonly due: number; readonly until: string | undefined } {
  const due = now + world.pace.scale(takes);
  if (node.type === 'logic.delay') return { due, until: toTimestamp(due) };
  if (node.type !== 'human.approval') return { due, until: undefined };
  const expiry = now + hoursOf(parametersOf(node)['expires_in_hours']) * HOUR;
  return { due: node.data.simulate?.decision === 'none' ? expiry : Math.min(due, expiry), until: toTimestamp(expiry) };
}

/**
 * Returns the duration in milliseconds that the node's settings give, or undefined when they give none. A delay whose
 * parameters cannot be read takes no time and fails when it ends.
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

/** Sums `seconds`, `minutes`, `hours` and `days`, in milliseconds. */
function toMilliseconds(parameters: JsonValue): number {
  if (!isJsonObject(parameters)) return 0;
  const parts = Object.entries(UNITS).map(([unit, length]) => Number(parameters[unit] ?? 0) * length);
  const sum = parts.reduce((total, part) => total + part, 0);
  return Number.isFinite(sum) ? Math.max(0, Math.min(sum, MAX_DURATION)) : 0;
}

/** Returns how long the execution may still work before its timeout, in milliseconds. */
function timeLeft({ workflowData, progress }: Run): number {
  const { settings } = workflowData;
  const timeout = isJsonObject(settings) ? settings['timeout'] : null;
  return typeof timeout === 'number' ? Math.max(0, timeout * 1000 - progress.active) : Number.POSITIVE_INFINITY;
}

function hoursOf(value: JsonValue | undefined): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, 8760) : DEFAULT_EXPIRY_HOURS;
}

const HOUR = 3_600_000;
/** Estimated size of a node run beside its input and output, in bytes. */
const ENTRY_SIZE = 250;
const UNITS = { seconds: 1000, minutes: 60_000, hours: HOUR, days: 24 * HOUR } as const;
/** Maximum duration of one step: a year, in milliseconds. */
const MAX_DURATION = 365 * 24 * HOUR;
/** Default of `wait_between_tries`, in milliseconds. */
const DEFAULT_PAUSE = 1000;
/** Default of `expires_in_hours`. */
const DEFAULT_EXPIRY_HOURS = 72;
