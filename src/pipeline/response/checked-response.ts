import type { CompiledContract, Operation, SchemaViolation } from '../../contract/model/contract.ts';
import { findResponse } from '../../contract/operation/find-response.ts';
import type { Logger } from '../../kernel/logger.ts';
import { Problem } from '../../kernel/problem.ts';
import { ConstraintError } from '../../store/port/store-error.ts';
import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Trace } from '../exchange/observe.ts';
import type { CheckedResponse, Represented, WithPreference } from '../exchange/stages.ts';
import type { PrepareCallbacks } from '../outgoing/create-callbacks.ts';
import { findMediaType } from '../media-types/media-types.ts';
import { toStatus } from '../sources/represent.ts';
import { toViolations, type ResponseChecker } from './check.ts';
import { toDeclaredHeaders } from './declared-headers.ts';
import { toProvenance } from './provenance.ts';
import { send, type Outgoing } from './send.ts';

/** What a response is checked and reported with. */
export interface CheckDeps {
  readonly contract: CompiledContract;
  readonly checker: ResponseChecker;
  readonly logger: Logger;
}

/** One execution of an operation. */
export interface Execution {
  readonly preferred: WithPreference;
  readonly deps: CheckDeps;
  readonly trace: Trace;
  /** Prepares the operation's callbacks; undefined when it has none, or none may be sent. */
  readonly prepareCallbacks?: PrepareCallbacks | undefined;
}

/** A checked response that has not been reported or sent yet. */
export interface Checked {
  readonly represented: Represented;
  readonly violations: readonly SchemaViolation[];
  /** The response breaks the contract and is not tolerated: it is not sent, and its changes are not committed. */
  readonly isBroken: boolean;
  /** Serializes the response. Later calls return the first result. */
  readonly serialize: () => ExchangeResponse;
}

/** Checks a response. Counts, reports and sends nothing. */
export function checkResponse(represented: Represented, { preferred, deps }: Execution): Checked {
  const { operation, request } = preferred;
  const { contract, checker } = deps;
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
export function finish(
  { represented, violations, isBroken, serialize }: Checked,
  execution: Execution,
): ExchangeResponse {
  const { status, body } = represented;
  count({ status, violations }, execution);
  if (violations.length > 0) report({ status, violations, body }, 'The response breaks the contract.', execution);
  if (isBroken) throw new Problem('SERVER_ERROR');
  return serialize();
}

/** Aborts a commit whose response breaks the contract. */
export class BrokenResponse extends Error {
  readonly checked: Checked;

  constructor(checked: Checked) {
    super('The response breaks the contract.');
    this.checked = checked;
  }
}

/** Counts and reports an aborted commit like any other breach, and throws a 500. Throws other errors unchanged. */
export function rejectCommit(error: unknown, execution: Execution): never {
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

/** Chooses the media type, and finds the schema that a body other than JSON is serialized by. */
function toContent(
  operation: Operation,
  { status, mediaType: chosen }: Represented,
  { document }: CompiledContract,
): Pick<Outgoing, 'mediaType' | 'schema'> {
  const declared = (findResponse(operation, status) ?? operation.success).mediaTypes[0];
  const mediaType = chosen ?? declared?.name ?? 'application/json';
  if (declared === undefined || declared.name !== mediaType || findMediaType(mediaType).isJson === true)
    return { mediaType };
  return { mediaType, schema: { pointer: declared.pointer, document } };
}
