import type { JsonObject } from '../../kernel/json/json.ts';
import type { AccessDecision, TriedRule } from '../../kernel/outcome.ts';
import { isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { STAGES, type Evidence, type StageName } from '../../pipeline/exchange/evidence.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** An exchange that is explained. */
export interface ToldExchange {
  readonly exchange: RecordedExchange;
  readonly evidence: Evidence;
  /** The stage that rejected it; undefined when none did. */
  readonly rejectedAt: StageName | undefined;
}

/** What one stage did: its verdict, a sentence, and the values that decided it. */
export type Telling = Omit<WireSchema<'ExplainedStage'>, 'stage'>;

/** Tells one stage that the request reached, or that rejected it. */
export type Tell = (told: ToldExchange) => Telling;

/** Returns the stage that rejected an exchange; undefined when none did. */
export function findRejectingStage({ error, breaches }: RecordedExchange, evidence: Evidence): StageName | undefined {
  if (error === undefined) return undefined;
  // A request that the cache could have served may still be limited.
  if (BY_CALLER.has(error)) return 'authenticate';
  if (evidence.stage !== 'source') return evidence.stage;
  if (STORE_ERRORS.has(error)) return 'commit';
  if (error === 'SERVER_ERROR' && breaches.length > 0) return 'check';
  return evidence.access !== undefined && evidence.access.grant === undefined ? 'access' : 'source';
}

/** Returns whether a request reached a stage. */
export function isReached(stage: StageName, { evidence, rejectedAt, exchange }: ToldExchange): boolean {
  const at = STAGES.indexOf(stage);
  if (rejectedAt !== undefined && at > STAGES.indexOf(rejectedAt)) return false;
  if (at <= STAGES.indexOf('source')) return at <= STAGES.indexOf(evidence.stage);
  if (stage === 'access') return evidence.access !== undefined;
  if (stage === 'check') return exchange.isChecked;
  if (stage === 'commit') return rejectedAt === 'commit' || (evidence.writes?.transactions ?? 0) > 0;
  return true;
}

/**
 * Returns the access rules that decide who may do what a request was to do. A caller who may not see a record is told
 * the rules of the action; any user who may see it may do what the contract does not limit.
 */
export function decidingRules({ intended, tried }: AccessDecision): readonly TriedRule[] {
  return intended === undefined || intended.tried.length === 0 ? tried : intended.tried;
}

/** Returns whether a fault rule made the response, so that no rule of the API ran. */
export function isAnsweredByFault({
  exchange: { fault },
  evidence,
}: Pick<ToldExchange, 'exchange' | 'evidence'>): boolean {
  return fault !== undefined && evidence.stage === 'faults';
}

/** Creates a telling. */
export function tell(verdict: Telling['verdict'], text: string, details: JsonObject = {}): Telling {
  return { verdict, text, details };
}

/** Hides the values of parameters with secret names. */
export function redactParameters(parameters: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, isSecretParameter(name) ? REDACTED : value]),
  );
}

/** Returns a count with its noun: `1 record`, `2 records`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const BY_CALLER: ReadonlySet<string> = new Set(['TOO_MANY_REQUESTS', 'CSRF_TOKEN_MISMATCH']);
const STORE_ERRORS: ReadonlySet<string> = new Set(['STORE_UNAVAILABLE', 'STORE_FULL', 'WRITE_UNCERTAIN']);
