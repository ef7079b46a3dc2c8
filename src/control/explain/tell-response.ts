import { nameOf } from '../../behaviour/representation/record-key.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { AccessDecision, TriedRule } from '../../kernel/outcome.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { tellGrant, tellTried } from './rule-words.ts';
import { countOf, isAnsweredByFault, tell, type Tell } from './told-exchange.ts';

/** Tells which fault rules were considered, and why each did or did not hit. */
export const tellFaults: Tell = (told) => {
  const {
    exchange: { fault, status },
    evidence: { faults },
  } = told;
  const considered = faults.map(({ times, ...each }) => ({
    ...each,
    times: times ?? null,
    remaining: times === undefined ? null : Math.max(0, times - each.hits),
  }));
  if (considered.length === 0) return tell('skipped', 'The world has no fault rule.', { considered });
  if (fault === undefined) {
    const reasons = faults.slice(0, MAX_LISTED).map(({ id, reason }) => `${id}: ${reason}`);
    return tell('passed', `None of ${countOf(faults.length, 'fault rule')} hit. ${reasons.join(' ')}`, { considered });
  }
  const { remaining } = considered.find(({ id }) => id === fault.id) ?? { remaining: null };
  const delay = fault.delay_ms > 0 ? ` It delayed the response by ${fault.delay_ms} ms.` : '';
  const kind = fault.kind === 'status' ? `status ${status}` : fault.kind;
  const did = isAnsweredByFault(told)
    ? `A fault (${fault.id}: ${kind}) responded in place of the operation.`
    : `The fault rule ${fault.id} (${fault.kind}) hit.`;
  const text = `${did}${delay} ${toRest(remaining)}`;
  return tell('applied', text, { considered, hit: { ...fault } });
};

function toRest(remaining: number | null): string {
  if (remaining === null) return 'It may hit any number of requests.';
  if (remaining === 0) return 'It is used up now.';
  return remaining === 1 ? 'It may hit once more.' : `It may hit ${remaining} more times.`;
}

/** Tells what made the response: which source, and which rule. */
export const tellSource: Tell = ({ exchange, evidence, rejectedAt }) => {
  const { operation, source } = evidence;
  const { answeredBy, message = '' } = exchange;
  const rule = operation === undefined ? null : operation.hasPlatformRule ? 'platform' : operation.behaviour;
  const details: JsonObject = {
    source: source ?? null,
    rule,
    collection: operation?.collection ?? null,
    answered_by: answeredBy === undefined ? null : { ...answeredBy },
  };
  const by = rule === 'platform' ? 'the rule of the platform' : `the generic rule "${rule ?? ''}"`;
  if (rejectedAt === 'source') {
    const violations = exchange.violations.map((violation) => ({ ...violation }));
    const reason = violations[0] === undefined ? message : `${violations[0].field}: ${violations[0].message}`;
    return tell('rejected', `It was rejected by ${by}: ${reason}`, { ...details, violations });
  }
  if (rejectedAt !== undefined) return tell('passed', `The request was handled by ${by}.`, details);
  if (source === 'forced') return tell('applied', 'The response was made as Prefer asks. No rule ran.', details);
  if (source !== 'simulated') return tell('applied', `The source "${source ?? ''}" responded.`, details);
  const of = operation?.collection === undefined ? '' : ` of ${operation.collection}`;
  const answer = answeredBy === undefined ? '' : ` ${toAnswer(answeredBy)}`;
  return tell('passed', `The response was simulated by ${by}${of}.${answer}`, details);
};

function toAnswer({ source, id, name }: { source: string; id: number | null; name: string | null }): string {
  if (source === 'model') return 'The model answered.';
  const rule = id === null ? '' : ` ${id}`;
  return `The reply rule${rule}${name === null ? '' : ` (${name})`} of the ${source} decided the answer.`;
}

/** Tells what allowed or denied access to the record that the path names. */
export const tellAccess: Tell = ({ evidence: { access, caller } }) => {
  if (access === undefined) return tell('skipped', 'The rule looked up no record by the path.');
  const who = caller === undefined ? 'The request' : nameOf(caller.record, caller.key);
  const { grant, intended, ...decided } = access;
  const details: JsonObject = {
    ...decided,
    tried: access.tried.map(toTriedDetails),
    ...(intended === undefined
      ? {}
      : { intended: { action: intended.action, tried: intended.tried.map(toTriedDetails) } }),
    grant: grant === undefined ? null : { kind: grant.kind, rule: grant.rule, field: grant.field ?? null },
    caller: caller?.key ?? null,
  };
  const address = `${access.collection}/${access.key}`;
  if (!access.exists) return tell('rejected', `There is no record ${address} in this world.`, details);
  if (grant !== undefined) return tell('passed', `${who} may ${access.action} ${address}${tellGrant(grant)}.`, details);
  const hidden = access.action === 'see' ? ', so it is a 404' : '';
  const rules = [access, ...(intended === undefined ? [] : [intended])].map(toRules).join('');
  return tell('rejected', `${who} may not ${access.action} ${address}${hidden}.${rules}`, details);
};

function toRules({ action, tried }: Pick<AccessDecision, 'action' | 'tried'>): string {
  return tried.length === 0 ? '' : ` Who may ${action} it: ${tried.map(tellTried).join('; ')}.`;
}

function toTriedDetails({ rule, found, allows, grantedBy = [] }: TriedRule): JsonObject {
  const granting = grantedBy.map((operation) => ({ ...operation }));
  return { rule, found, allows, ...(granting.length === 0 ? {} : { granting_operations: granting }) };
}

/** Tells whether the response came from the cache. */
export const tellCache: Tell = ({ evidence: { cache, operation, faults } }) => {
  const details = { cache };
  if (cache === 'hit')
    return tell('applied', 'It was served from the cache: an equal request, and what it read is unchanged.', details);
  if (cache === 'stored') return tell('passed', 'It was not in the cache, and was stored there.', details);
  if (cache === 'missed') return tell('passed', 'It was not in the cache, and could not be stored there.', details);
  if (operation === undefined) return tell('skipped', 'Only responses of operations are cached.', details);
  if (operation.method !== 'GET') return tell('skipped', 'Only responses to reads are cached.', details);
  const isQuiet = faults.every(({ verdict }) => verdict === 'missed');
  const why = isQuiet ? 'work was due, a fault rule was active, or it is off' : 'a fault rule was active';
  return tell('skipped', `The cache was not used: ${why}.`, details);
};

/** Tells whether the response fits the contract. */
export const tellCheck: Tell = ({ exchange, rejectedAt }) => {
  const breaches = exchange.breaches.map(({ path, keyword }) => ({ pointer: toPointer(path), keyword }));
  const details = { breaches };
  const [first] = breaches;
  if (first === undefined) return tell('passed', 'The response fits what the operation declares.', details);
  const where = `The response breaks the contract at "${first.pointer}" (${first.keyword})`;
  return rejectedAt === 'check'
    ? tell('rejected', `${where}. It was not sent, and nothing was stored: this is an error of the simulator.`, details)
    : tell('applied', `${where}. It was sent, since this document's examples are not ours.`, details);
};

/** Tells what the request has stored. */
export const tellCommit: Tell = ({ exchange, evidence, rejectedAt }) => {
  if (rejectedAt === 'commit') return tell('rejected', exchange.message ?? '');
  const { writes, transactions = 0 } = evidence.writes ?? {};
  const records = writes?.length ?? 0;
  const text = `${countOf(transactions, 'transaction')} stored ${countOf(records, 'changed record')}.`;
  return tell('applied', text, { transactions, records, is_truncated: evidence.writes?.isTruncated === true });
};

/** Fault rules named in one text. */
const MAX_LISTED = 5;
