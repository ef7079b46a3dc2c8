import { createNodeBudget, type NodeBudget } from '../../kernel/json-path/node-budget.ts';
import type { Random } from '../../kernel/random/random.ts';
import type { Operation } from '../../contract/model/contract.ts';
import type { Preferred } from '../exchange/stages.ts';
import type { Delay } from './model/fault.ts';
import type { ActiveFault } from './model/fault-set.ts';
import { findMismatches, type PatternSubject } from './model/request-pattern.ts';

/** What strikes one request. */
export interface DrawnFaults {
  /** In milliseconds of the world's time, and of the machine's. */
  readonly delay: number;
  readonly realDelay: number;
  /** The first of the faults that strike, those that only delay last. */
  readonly fault: ActiveFault | undefined;
  /** The rate limits that the request passed. */
  readonly passed: readonly ActiveFault[];
}

/** Which faults strike a request: all that delay, and of the others the first. Counts what it draws. */
export function drawFaults(faults: readonly ActiveFault[], preferred: Preferred): DrawnFaults {
  const { random, clock } = preferred.world;
  const subject = toSubject(preferred);
  const budget = createNodeBudget();
  const passed: ActiveFault[] = [];
  const delays = { world: 0, machine: 0 };
  let terminal: ActiveFault | undefined;
  let latency: ActiveFault | undefined;
  for (const fault of faults) {
    const isDelay = fault.rule.kind === 'latency';
    if ((terminal !== undefined && !isDelay) || !isMeant(fault, preferred, { subject, budget })) continue;
    if (passesLimit(fault, clock.now())) {
      passed.push(fault);
      continue;
    }
    fault.considered += 1;
    if (!isStruck(fault, random)) continue;
    fault.hits += 1;
    if (isDelay) latency ??= fault;
    else terminal = fault;
    // A slow body takes its time later.
    if (fault.rule.kind !== 'slow_body')
      delays[fault.rule.real_time === true ? 'machine' : 'world'] += drawDelay(fault, random);
  }
  return { delay: delays.world, realDelay: delays.machine, fault: terminal ?? latency, passed };
}

/** In milliseconds: what was ordered, or drawn from the log-normal distribution that has these percentiles. */
export function drawDelay({ id, rule: { delay_ms: delay = 0 }, considered }: ActiveFault, random: Random): number {
  if (typeof delay === 'number') return delay;
  return Math.round(
    Math.min(
      toLogNormal(delay, (name) => uniform(random, `fault/${id}/${considered}/${name}`)),
      MAX_DELAY,
    ),
  );
}

function isMeant(
  { rule: order }: ActiveFault,
  { operation, request }: Preferred,
  { subject, budget }: Matching,
): boolean {
  if (order.operation_id !== undefined && order.operation_id !== operation.id) return false;
  if (order.except?.includes(operation.id) === true) return false;
  if (order.method !== undefined && order.method.toUpperCase() !== request.method) return false;
  if (order.path !== undefined && !isPath(order.path, operation, request.path)) return false;
  return order.when === undefined || findMismatches(order.when, subject, budget).length === 0;
}

/** What patterns are held against; all of them together visit no more values than the budget has. */
interface Matching {
  readonly subject: PatternSubject;
  readonly budget: NodeBudget;
}

function isPath(path: string, operation: Operation, sent: string): boolean {
  return path === operation.path || path === sent;
}

/** A rate limit lets requests pass until its window is full; it begins anew with the first request after its end. */
function passesLimit(fault: ActiveFault, now: number): boolean {
  const { kind, limit, window_ms: length = DEFAULT_WINDOW } = fault.rule;
  if (kind !== 'rate_limit') return false;
  if (fault.window === undefined || now >= fault.window.end) fault.window = { end: now + length, passed: 0 };
  if (fault.window.passed >= (limit ?? 0)) return false;
  fault.window.passed += 1;
  return true;
}

function isStruck({ id, rule: { probability = 1 }, considered }: ActiveFault, random: Random): boolean {
  return probability >= 1 || uniform(random, `fault/${id}/${considered}/chance`) < probability;
}

/** From 0 to 1, 1 excluded. */
function uniform(random: Random, place: string): number {
  return Number.parseInt(random.hex(place, 8), 16) / 2 ** 32;
}

function toLogNormal({ p50, p99 }: Exclude<Delay, number>, draw: (name: string) => number): number {
  if (p50 <= 0) return 0;
  // Box and Muller's normal out of two uniforms.
  const normal = Math.sqrt(-2 * Math.log(1 - draw('radius'))) * Math.cos(2 * Math.PI * draw('angle'));
  return p50 * Math.exp((normal * Math.log(Math.max(p99, p50) / p50)) / NORMAL_P99);
}

function toSubject({ request, queryPairs, pathParameters, body }: Preferred): PatternSubject {
  return { headers: request.headers, query: queryPairs, path: pathParameters, body };
}

/** Of the standard normal distribution. */
const NORMAL_P99 = 2.326_348;
/** In milliseconds: ten minutes. */
const MAX_DELAY = 600_000;
/** In milliseconds. */
const DEFAULT_WINDOW = 60_000;
