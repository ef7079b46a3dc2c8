import type { Rule } from '../../behaviour/rule/behaviour.ts';
import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import type { CompiledContract, Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import { ConstraintError } from '../../store/port/store-error.ts';
import { createBehave, type CommitHooks } from './behave.ts';
import { toViolations, type ResponseChecker } from './check.ts';
import type { CheckedResponse } from '../exchange/stages.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import { toDeclaredHeaders } from './declared-headers.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import { createRespondWithPreference } from './respond-with-preference.ts';
import { isCacheable, toCachedResponse, type CacheSlot } from './response-cache.ts';
import type { Trace } from '../exchange/observe.ts';
import type { Preferred, Represented } from '../exchange/stages.ts';
import { toProvenance } from './provenance.ts';
import { createRepresent, representSuccess, toStatus, type SampleResponse } from './represent.ts';
import { send, type Outgoing } from './send.ts';
import { isXmlMediaType, writeXml } from './write-xml.ts';

/** What it takes to carry out operations. */
export interface ExecuteDeps {
  readonly contract: CompiledContract;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly runDueWork: RunDueWork;
  readonly checker: ResponseChecker;
  readonly sample: SampleResponse;
  readonly logger: Logger;
}

/** Where the answer to a request is noted, and where it is kept. */
export interface ExecutionContext {
  readonly trace: Trace;
  readonly slot: CacheSlot | undefined;
}

/**
 * Does what an operation is for, or what is preferred instead: behave ► represent ► check ► commit ► send. What a write
 * responds with is checked within its transaction, and written out while the journal stores it.
 */
export function createExecute(
  parts: ExecuteDeps,
): (preferred: Preferred, way: ExecutionContext) => Promise<ExchangeResponse> {
  const behave = createBehave(parts.rules, parts.runDueWork);
  const represent = createRepresent(parts.sample);
  const force = createRespondWithPreference(parts.sample);

  return async function perform(preferred, { trace, slot: place }) {
    const conclusion: Conclusion = { preferred, parts, trace };
    const forced = await force(preferred);
    if (forced !== undefined) return conclude(checkResponse(forced, preferred, parts), conclusion);
    const commit = createCommitHooks(conclusion);
    const behaved = await behave(preferred, commit).catch(commit.reject);
    const checked = commit.find(behaved.outcome) ?? checkResponse(await represent(behaved), preferred, parts);
    const response = conclude(checked, conclusion);
    const isLasting = place !== undefined && checked.represented.text !== undefined && isCacheable(preferred.operation);
    if (isLasting && trace.checked !== undefined) place.store(toCachedResponse(response, preferred, trace.checked));
    return response;
  };
}

/** A response that is checked; nobody has been told of it. */
interface Checked {
  readonly represented: Represented;
  readonly violations: readonly SchemaViolation[];
  /** It breaks the contract in a way in which it may not leave, and nothing of it may be committed. */
  readonly isBroken: boolean;
  /** Writes it out, once. */
  readonly write: () => ExchangeResponse;
}

/**
 * Checks outcomes before they are committed, and remembers the last: where the transaction is run again there is
 * another one.
 */
function createCommitHooks(conclusion: Conclusion): CommitHooks & { find(outcome: Outcome): Checked | undefined } {
  const { preferred, parts } = conclusion;
  let last: { readonly outcome: Outcome; readonly checked: Checked } | undefined;
  const find = (outcome: Outcome): Checked | undefined => (last?.outcome === outcome ? last.checked : undefined);
  return {
    find,
    reject: (error) => refuseCommit(error, conclusion),
    check: (outcome) => {
      // An example is the contract's own, and is represented later: to sample one takes waiting.
      if (outcome.kind !== 'success') return;
      const checked = checkResponse(representSuccess(outcome, preferred), preferred, parts);
      if (checked.isBroken) throw new BrokenResponse(checked);
      last = { outcome, checked };
    },
    prepare: (outcome) => {
      try {
        find(outcome)?.write();
      } catch {
        // It fails again, and is reported, when its time has come.
      }
    },
  };
}

/** A commit that was refused, because its response breaks the contract. */
class BrokenResponse extends Error {
  readonly checked: Checked;

  constructor(checked: Checked) {
    super('The response breaks the contract.');
    this.checked = checked;
  }
}

function checkResponse(
  represented: Represented,
  preferred: Preferred,
  { checker: check, contract }: ExecuteDeps,
): Checked {
  const { operation, request } = preferred;
  const violations = check.find(operation, represented);
  // What a foreign document makes of itself leaves, logged and counted.
  const isTolerated = contract.isThirdParty || (contract.platform === undefined && represented.isExample);
  let response: ExchangeResponse | undefined;
  const write = (): ExchangeResponse => {
    const headers = { ...toDeclaredHeaders(operation, represented), ...toProvenance(operation, represented.status) };
    return (response ??= send({ ...represented, headers, ...toContent(operation, represented, contract) }, request));
  };
  return { represented, violations, isBroken: violations.length > 0 && !isTolerated, write };
}

interface Conclusion {
  readonly preferred: Preferred;
  readonly parts: ExecuteDeps;
  readonly trace: Trace;
}

/** An answer that breaks the contract is our bug and never leaves. */
function conclude({ represented, violations, isBroken, write }: Checked, conclusion: Conclusion): ExchangeResponse {
  const { status, body } = represented;
  count({ status, violations }, conclusion);
  if (violations.length > 0) report({ status, violations, body }, 'The answer breaks the contract.', conclusion);
  if (isBroken) throw new Problem('SERVER_ERROR');
  return write();
}

/** What was not committed, because it or the response to it breaks the contract, is a breach like any other. */
function refuseCommit(error: unknown, conclusion: Conclusion): never {
  if (error instanceof BrokenResponse) conclude(error.checked, conclusion);
  if (!(error instanceof ConstraintError)) throw error;
  const status = toStatus(conclusion.preferred.operation.success);
  count({ status, violations: toViolations(error) }, conclusion);
  report(
    { status, violations: error.violations, records: error.records },
    'A write breaks the contract; nothing was changed.',
    conclusion,
  );
  throw new Problem('SERVER_ERROR');
}

function count(checked: CheckedResponse, { preferred, parts, trace }: Conclusion): void {
  parts.checker.add(preferred.operation, checked);
  trace.checked = checked;
}

function report(found: object, message: string, { preferred: { operation, request }, parts }: Conclusion): void {
  parts.logger.error({ requestId: request.id, operationId: operation.id, ...found }, message);
}

function toContent(
  operation: Operation,
  { status, body, text, mediaType: chosen }: Represented,
  { document }: CompiledContract,
): Pick<Outgoing, 'body' | 'text' | 'mediaType'> {
  if (chosen !== undefined) return { body, text, mediaType: chosen };
  const mediaType = (findResponse(operation, status) ?? operation.success).mediaTypes[0];
  if (mediaType === undefined) return { body, text, mediaType: 'application/json' };
  if (text !== undefined && isXmlMediaType(mediaType.name))
    return { body: writeXml(text.toValue(), mediaType.pointer, document), text: undefined, mediaType: mediaType.name };
  const isStructured = typeof body === 'object' && body !== null && isXmlMediaType(mediaType.name);
  return { body: isStructured ? writeXml(body, mediaType.pointer, document) : body, text, mediaType: mediaType.name };
}
