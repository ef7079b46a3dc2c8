import type { Rule } from '../../behaviour/rule/behaviour.ts';
import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
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
import { toCachedResponse, type CacheSlot } from './response-cache.ts';
import type { Trace } from '../exchange/observe.ts';
import type { WithPreference, Represented } from '../exchange/stages.ts';
import { toProvenance } from './provenance.ts';
import { createRepresent, representSuccess, toStatus, type SampleResponse } from './represent.ts';
import { send, type Outgoing } from './send.ts';
import { isXmlMediaType, writeXml } from './write-xml.ts';

/** The collaborators of the execute stage. */
export interface ExecuteDeps {
  readonly contract: CompiledContract;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly dueWork: DueWorkRunner;
  readonly checker: ResponseChecker;
  readonly sample: SampleResponse;
  readonly logger: Logger;
}

/** The trace that the stage fills in, and the cache slot that it stores the response in. */
export interface ExecutionContext {
  readonly trace: Trace;
  readonly slot: CacheSlot | undefined;
}

/**
 * Returns the stage that executes an operation: behave ► represent ► check ► commit ► send, or respond with the
 * client's preference ► check ► send. The response to a write is checked within its transaction, and serialized while
 * the journal stores the changes.
 */
export function createExecute(
  deps: ExecuteDeps,
): (preferred: WithPreference, context: ExecutionContext) => Promise<ExchangeResponse> {
  const behave = createBehave(deps.rules, deps.dueWork);
  const represent = createRepresent(deps.sample);
  const respondWithPreference = createRespondWithPreference(deps.sample);

  return async function execute(preferred, { trace, slot }) {
    const execution: Execution = { preferred, deps, trace };
    const preferredResponse = await respondWithPreference(preferred);
    if (preferredResponse !== undefined) return finish(checkResponse(preferredResponse, preferred, deps), execution);
    const hooks = createCommitHooks(execution);
    const behaved = await behave(preferred, hooks).catch(hooks.reject);
    const checked = hooks.find(behaved.outcome) ?? checkResponse(await represent(behaved), preferred, deps);
    const response = finish(checked, execution);
    const canCache = slot !== undefined && checked.represented.text !== undefined;
    if (canCache && trace.checked !== undefined) slot.store(toCachedResponse(response, preferred, trace.checked));
    return response;
  };
}

/** A checked response that has not been reported or sent yet. */
interface Checked {
  readonly represented: Represented;
  readonly violations: readonly SchemaViolation[];
  /** The response breaks the contract and is not tolerated: it is not sent, and its changes are not committed. */
  readonly isBroken: boolean;
  /** Serializes the response. Later calls return the first result. */
  readonly serialize: () => ExchangeResponse;
}

/** One execution of an operation. */
interface Execution {
  readonly preferred: WithPreference;
  readonly deps: ExecuteDeps;
  readonly trace: Trace;
}

/**
 * Returns hooks that check an outcome before it is committed. `find` returns the check only if this is the last
 * outcome; a retried transaction discards earlier ones.
 */
function createCommitHooks(execution: Execution): CommitHooks & { find(outcome: Outcome): Checked | undefined } {
  const { preferred, deps } = execution;
  let last: { readonly outcome: Outcome; readonly checked: Checked } | undefined;
  const find = (outcome: Outcome): Checked | undefined => (last?.outcome === outcome ? last.checked : undefined);
  return {
    find,
    reject: (error) => rejectCommit(error, execution),
    check: (outcome) => {
      // An example is represented after the commit, because sampling is asynchronous.
      if (outcome.kind !== 'success') return;
      const checked = checkResponse(representSuccess(outcome, preferred), preferred, deps);
      if (checked.isBroken) throw new BrokenResponse(checked);
      last = { outcome, checked };
    },
    prepare: (outcome) => {
      try {
        find(outcome)?.serialize();
      } catch {
        // The response is serialized again after the commit. That call throws the same error, which is then reported.
      }
    },
  };
}

/** Aborts a commit whose response breaks the contract. */
class BrokenResponse extends Error {
  readonly checked: Checked;

  constructor(checked: Checked) {
    super('The response breaks the contract.');
    this.checked = checked;
  }
}

function checkResponse(
  represented: Represented,
  preferred: WithPreference,
  { checker, contract }: ExecuteDeps,
): Checked {
  const { operation, request } = preferred;
  const violations = checker.find(operation, represented);
  // Invalid responses of a third-party document, and invalid examples of a contract without registered platform rules,
  // are sent, logged and counted.
  const isTolerated = contract.isThirdParty || (contract.platform === undefined && represented.isExample);
  let response: ExchangeResponse | undefined;
  const serialize = (): ExchangeResponse => {
    const headers = { ...toDeclaredHeaders(operation, represented), ...toProvenance(operation, represented.status) };
    return (response ??= send({ ...represented, headers, ...toContent(operation, represented, contract) }, request));
  };
  return { represented, violations, isBroken: violations.length > 0 && !isTolerated, serialize };
}

/** Counts and reports a check, and serializes the response. Throws a 500 for a broken one, which is a simulator bug. */
function finish({ represented, violations, isBroken, serialize }: Checked, execution: Execution): ExchangeResponse {
  const { status, body } = represented;
  count({ status, violations }, execution);
  if (violations.length > 0) report({ status, violations, body }, 'The response breaks the contract.', execution);
  if (isBroken) throw new Problem('SERVER_ERROR');
  return serialize();
}

/** Counts and reports an aborted commit like any other breach, and throws a 500. Throws other errors unchanged. */
function rejectCommit(error: unknown, execution: Execution): never {
  if (error instanceof BrokenResponse) finish(error.checked, execution);
  if (!(error instanceof ConstraintError)) throw error;
  const status = toStatus(execution.preferred.operation.success);
  count({ status, violations: toViolations(error) }, execution);
  report(
    { status, violations: error.violations, records: error.records },
    'A write breaks the contract. Nothing was changed.',
    execution,
  );
  throw new Problem('SERVER_ERROR');
}

function count(checked: CheckedResponse, { preferred, deps, trace }: Execution): void {
  deps.checker.add(preferred.operation, checked);
  trace.checked = checked;
}

function report(fields: object, message: string, { preferred: { operation, request }, deps }: Execution): void {
  deps.logger.error({ requestId: request.id, operationId: operation.id, ...fields }, message);
}

/** Chooses the media type, and serializes the body when it is XML. */
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
