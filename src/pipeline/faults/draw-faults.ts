import { createNodeBudget, type NodeBudget } from '../../kernel/json-path/node-budget.ts';
import { toFraction, type Random } from '../../kernel/random/random.ts';
import type { Operation } from '../../contract/model/contract.ts';
import type { WithPreference } from '../exchange/stages.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import type { ConsideredFault, Delay, FaultRule } from './model/fault.ts';
import type { ActiveFault } from './model/fault-set.ts';
import { findMismatches, type PatternSubject } from './model/request-pattern.ts';

/** The faults that hit one request. */
export interface DrawnFaults {
  /** In milliseconds of the world's clock. */
  readonly delay: number;
  /** In milliseconds of the system clock. */
  readonly realDelay: number;
  /** The first fault that hits; one that only delays when no other does. */
  readonly fault: ActiveFault | undefined;
  /** The faults that let the request pass. */
  readonly passed: readonly ActiveFault[];
  /** Every fault, and why it did or did not hit. */
  readonly considered: readonly ConsideredFault[];
}

/**
 * Draws the faults that hit a request: each that only delays, and the first of the others. Counts each hit in `faults`.
 */
export function drawFaults(faults: readonly ActiveFault[], preferred: WithPreference): DrawnFaults {
  const { random } = preferred.world;
  const context = { subject: toSubject(preferred), budget: createNodeBudget() };
  const passed: ActiveFault[] = [];
  const considered: ConsideredFault[] = [];
  const delays = { world: 0, system: 0 };
  let terminal: ActiveFault | undefined;
  let latency: ActiveFault | undefined;
  for (const fault of faults) {
    const target = FAULT_KINDS[fault.rule.kind].delays;
    const isDelay = target === 'response only';
    const [verdict, reason] = judge(fault, preferred, { ...context, earlier: isDelay ? undefined : terminal });
    const { id, rule, hits } = fault;
    considered.push({ id, kind: rule.kind, verdict, reason, hits, times: rule.times });
    if (verdict === 'passed') passed.push(fault);
    if (verdict !== 'hit') continue;
    if (isDelay) latency ??= fault;
    else terminal = fault;
    // A delayed body waits later, while it is sent.
    if (target !== 'body') delays[fault.rule.real_time === true ? 'system' : 'world'] += drawDelay(fault, random);
  }
  return { delay: delays.world, realDelay: delays.system, fault: terminal ?? latency, passed, considered };
}

/** Decides whether a fault hits a request, counts that, and says why. `earlier` has hit the request already. */
function judge(
  fault: ActiveFault,
  preferred: WithPreference,
  { earlier, ...context }: MatchContext & { readonly earlier: ActiveFault | undefined },
): readonly [verdict: ConsideredFault['verdict'], reason: string] {
  if (earlier !== undefined) return ['missed', `${earlier.id} hit first, and only one such fault hits a request.`];
  const mismatch = findMismatch(fault, preferred, context);
  if (mismatch !== undefined) return ['missed', mismatch];
  const { random, clock } = preferred.world;
  if (FAULT_KINDS[fault.rule.kind].quota?.pass(fault, clock.now()) === true)
    return ['passed', `It let the request pass: ${fault.window?.passed ?? 0} of ${fault.rule.limit ?? 0}.`];
  fault.considered += 1;
  if (!isHit(fault, random))
    return ['missed', `It matched, but its probability of ${fault.rule.probability ?? 1} did not draw it.`];
  fault.hits += 1;
  return ['hit', 'It matched.'];
}

/**
 * Returns a delay in milliseconds: the configured one, or one drawn from the log-normal distribution with its
 * percentiles.
 */
export function drawDelay({ id, rule: { delay_ms: delay = 0 }, considered }: ActiveFault, random: Random): number {
  if (typeof delay === 'number') return delay;
  return Math.round(
    Math.min(
      toLogNormal(delay, (name) => uniform(random, `fault/${id}/${considered}/${name}`)),
      MAX_DELAY,
    ),
  );
}

/** Returns whether it depends on earlier requests what a rule does to a request. */
export function isCounted({ kind, times, probability = 1, delay_ms: delay }: FaultRule): boolean {
  return times !== undefined || probability < 1 || typeof delay === 'object' || FAULT_KINDS[kind].quota !== undefined;
}

/** Returns why a fault does not match a request, as a sentence; undefined when it matches. */
function findMismatch(
  { rule }: ActiveFault,
  { operation, request }: WithPreference,
  { subject, budget }: MatchContext,
): string | undefined {
  if (rule.operation_id !== undefined && rule.operation_id !== operation.id)
    return `It is for the operation ${rule.operation_id}.`;
  if (rule.except?.includes(operation.id) === true) return `It excepts the operation ${operation.id}.`;
  if (rule.method !== undefined && rule.method.toUpperCase() !== request.method)
    return `It is for the method ${rule.method.toUpperCase()}.`;
  if (rule.path !== undefined && !matchesPath(rule.path, operation, request.path))
    return `It is for the path ${rule.path}.`;
  const [difference] = rule.when === undefined ? [] : findMismatches(rule.when, subject, budget);
  // The values are left out: they may be secrets.
  return difference === undefined ? undefined : `The request differs from its "when" at ${difference.at}.`;
}

/** What patterns are compared with. All patterns of one request share the budget of visited values. */
interface MatchContext {
  readonly subject: PatternSubject;
  readonly budget: NodeBudget;
}

function matchesPath(path: string, operation: Operation, sent: string): boolean {
  return path === operation.path || path === sent;
}

function isHit({ id, rule: { probability = 1 }, considered }: ActiveFault, random: Random): boolean {
  return probability >= 1 || uniform(random, `fault/${id}/${considered}/chance`) < probability;
}

/** Returns a uniform number from 0 (inclusive) to 1 (exclusive). */
function uniform(random: Random, place: string): number {
  return toFraction(random.hex(place, 8));
}

function toLogNormal({ p50, p99 }: Exclude<Delay, number>, draw: (name: string) => number): number {
  if (p50 <= 0) return 0;
  // The Box–Muller transform: a standard normal number from two uniform ones.
  const normal = Math.sqrt(-2 * Math.log(1 - draw('radius'))) * Math.cos(2 * Math.PI * draw('angle'));
  return p50 * Math.exp((normal * Math.log(Math.max(p99, p50) / p50)) / NORMAL_P99);
}

function toSubject({ request, queryPairs, pathParameters, body }: WithPreference): PatternSubject {
  return { headers: request.headers, query: queryPairs, path: pathParameters, body };
}

/** The 99th percentile of the standard normal distribution. */
const NORMAL_P99 = 2.326_348;
/** In milliseconds: ten minutes. */
const MAX_DELAY = 600_000;
