import type { Rule } from '../behaviour/behaviour.ts';
import type { Settle } from '../behaviour/settle.ts';
import type { CompiledContract, Operation, SchemaViolation } from '../contract/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { Problem } from '../kernel/problem.ts';
import { createBehave } from './behave.ts';
import { findResponse, type Check } from './check.ts';
import { toDeclaredHeaders } from './declared-headers.ts';
import type { ExchangeResponse } from './exchange.ts';
import { createForce } from './force.ts';
import { isKeepable, toKept, type AnswerPlace } from './kept-answers.ts';
import type { Trace } from './observe.ts';
import type { Preferred, Represented } from './passage.ts';
import { toProvenance } from './provenance.ts';
import { createRepresent, representSuccess, type SampleResponse } from './represent.ts';
import { send, type Outgoing } from './send.ts';
import { isXmlMediaType, writeXml } from './write-xml.ts';

/** What it takes to carry out operations. */
export interface PerformParts {
  readonly contract: CompiledContract;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly settle: Settle;
  readonly check: Check;
  readonly sample: SampleResponse;
  readonly logger: Logger;
}

/** Where the answer to a request is noted, and where it is kept. */
export interface Way {
  readonly trace: Trace;
  readonly place: AnswerPlace | undefined;
}

/** Does what an operation is for, or what is preferred instead: behave ► represent ► check ► send. The answer to a write is got ready while the write is made safe. */
export function createPerform(parts: PerformParts): (preferred: Preferred, way: Way) => Promise<ExchangeResponse> {
  const behave = createBehave(parts.rules, parts.settle);
  const represent = createRepresent(parts.sample);
  const force = createForce(parts.sample);

  return async function perform(preferred, { trace, place }) {
    const forced = await force(preferred);
    if (forced !== undefined) return conclude(makeReady(forced, preferred, parts), { preferred, parts, trace });
    let early: Early | undefined;
    const behaved = await behave(preferred, (outcome) => (early = makeReadyEarly(outcome, preferred, parts)));
    const ready = early?.outcome === behaved.outcome ? early.ready : makeReady(await represent(behaved), preferred, parts);
    const response = conclude(ready, { preferred, parts, trace });
    const isLasting = place !== undefined && ready.represented.text !== undefined && isKeepable(preferred.operation);
    if (isLasting && trace.checked !== undefined) place.keep(toKept(response, preferred, trace.checked));
    return response;
  };
}

/** An answer that is made and checked; nobody has been told of it. */
interface Ready {
  readonly represented: Represented;
  readonly violations: readonly SchemaViolation[];
  readonly response: ExchangeResponse;
}

/** What was got ready for an outcome that may not last: where the write is run again there is another one. */
interface Early {
  readonly outcome: Outcome;
  readonly ready: Ready;
}

function makeReady(represented: Represented, { operation, request }: Preferred, { check, contract }: PerformParts): Ready {
  const violations = check.find(operation, represented);
  const headers = { ...toDeclaredHeaders(operation, represented), ...toProvenance(operation, represented.status) };
  const response = send({ ...represented, headers, ...toContent(operation, represented, contract) }, request);
  return { represented, violations, response };
}

/** Undefined where it takes more, or fails: then it is done, and fails, when its time has come. */
function makeReadyEarly(outcome: Outcome, preferred: Preferred, parts: PerformParts): Early | undefined {
  if (outcome.kind !== 'success') return undefined;
  try {
    return { outcome, ready: makeReady(representSuccess(outcome, preferred), preferred, parts) };
  } catch {
    return undefined;
  }
}

interface Conclusion {
  readonly preferred: Preferred;
  readonly parts: PerformParts;
  readonly trace: Trace;
}

/** An answer that breaks the contract is our bug and never leaves; what a foreign document makes of itself does, logged and counted. */
function conclude({ represented, violations, response }: Ready, { preferred, parts, trace }: Conclusion): ExchangeResponse {
  const { operation, request } = preferred;
  const { check, contract, logger } = parts;
  const checked = { status: represented.status, violations };
  check.add(operation, checked);
  trace.checked = checked;
  if (violations.length === 0) return response;
  logger.error(
    { requestId: request.id, operationId: operation.id, status: represented.status, violations, body: represented.body },
    'The answer breaks the contract.',
  );
  if (!contract.isForeign && !(contract.platform === undefined && represented.isExample)) throw new Problem('SERVER_ERROR');
  return response;
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
