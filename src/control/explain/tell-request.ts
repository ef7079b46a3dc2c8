import type { Caller } from '../../behaviour/representation/caller.ts';
import { nameOf } from '../../behaviour/representation/record-key.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { joinWords } from '../../kernel/text/join-words.ts';
import { contentTypeOf, redactedPathOf } from '../traffic/recorded-exchange.ts';
import { tellInvalidFields } from './tell-invalid.ts';
import { countOf, redactParameters, tell, type Tell, type ToldExchange } from './told-exchange.ts';

/** Tells which operation the method and the path belong to. */
export const tellMatch: Tell = ({ exchange, evidence: { operation, methods }, rejectedAt }) => {
  const { method, message = '', error, hints } = exchange;
  const path = redactedPathOf(exchange);
  if (rejectedAt === 'match') {
    const nearest = hints.nearest.map((near) => ({ ...near }));
    const [best] = hints.nearest;
    if (error === 'METHOD_NOT_ALLOWED')
      return tell('rejected', `The path ${path} has no ${method}. It has ${joinWords(methods, 'and')}.`, {
        methods,
      });
    if (error !== 'ROUTE_NOT_FOUND') return tell('rejected', message);
    const nearby = best === undefined ? 'No path is similar.' : `The nearest is ${best.method} ${best.path}.`;
    return tell('rejected', `No operation has the path ${path}. ${nearby}`, { nearest });
  }
  if (operation === undefined)
    return methods.length > 0
      ? tell('applied', `OPTIONS was answered with the methods of the path: ${joinWords(methods, 'and')}.`, { methods })
      : tell('passed', `No operation has the path ${path}. A response source answered.`);
  const { id, pointer, path: template, summary } = operation;
  const title = summary === '' ? '' : ` (${summary})`;
  return tell('passed', `${method} ${template} is the operation ${id}${title}.`, {
    operation_id: id,
    path: template,
    pointer,
    path_parameters: redactParameters(exchange.pathParameters),
  });
};

/** Tells who made the request, and by which credential. */
export const tellAuthenticate: Tell = ({ exchange, evidence: { operation, caller }, rejectedAt }) => {
  const accepts = operation?.security ?? [];
  const details: JsonObject = { accepts };
  if (rejectedAt === 'authenticate') {
    const { error, reason, message = '' } = exchange;
    return error === 'UNAUTHENTICATED'
      ? tell('rejected', `No credential identifies a user. ${reason ?? 'None of the accepted ones was sent.'}`, details)
      : tell('rejected', reason ?? message, details);
  }
  if (caller !== undefined)
    return tell('passed', `Authenticated as ${nameOf(caller.record, caller.key)} by ${toCredential(caller)}.`, {
      ...details,
      caller: { key: caller.key, name: nameOf(caller.record, caller.key) },
      identified_by: caller.credential.kind,
    });
  if (accepts.length === 0) return tell('skipped', 'The operation requires no authentication.', details);
  return accepts.some((schemes) => schemes.length === 0)
    ? tell('passed', 'The request has no credential, which the operation allows.', details)
    : tell('passed', 'A credential was sent. The contract has no users to look it up in.', details);
};

function toCredential({ credential: { kind, key } }: Caller): string {
  switch (kind) {
    case 'session':
      return 'the cookie of a session';
    case 'external':
      return 'an external token';
    case 'token':
      return `the access token ${String(key)}`;
    case 'fixed':
      return 'the fixed token';
    case 'none':
      return 'no credential, since authentication is off';
  }
}

/** Tells whether the parameters and the body satisfy the contract. */
export const tellValidate: Tell = (told) => {
  const { exchange, evidence, rejectedAt } = told;
  const { operation } = evidence;
  const type = contentTypeOf(exchange.requestHeaders) ?? null;
  const body = { media_type: type, accepts: operation?.accepts ?? [] };
  if (rejectedAt === 'validate') return tellInvalid(told, body);
  const parameters = (operation?.parameters ?? []).map(({ field, in: place, required }) => ({
    field,
    in: place,
    required,
  }));
  const parts = [
    ...(parameters.length === 0 ? [] : [countOf(parameters.length, 'declared parameter')]),
    ...(exchange.requestBody === undefined || body.accepts.length === 0
      ? []
      : [`the body (${type ?? 'no media type'})`]),
  ];
  if (parts.length === 0) return tell('passed', 'There is nothing to validate.', { parameters, body });
  const text = `The contract allows ${joinWords(parts, 'and')}.`;
  return tell('passed', text, { parameters, body });
};

function tellInvalid({ exchange }: ToldExchange, body: JsonObject): ReturnType<Tell> {
  const { violations, message = '', error } = exchange;
  // Its message may quote the body, which cannot be searched for secrets.
  if (error === 'MALFORMED_BODY') return tell('rejected', 'The body is not valid in its media type.', { body });
  if (violations.length === 0) return tell('rejected', message, { body });
  return tellInvalidFields(exchange, body);
}

/** Tells which media type the response has. */
export const tellNegotiate: Tell = ({ exchange, evidence: { operation }, rejectedAt }) => {
  const available = operation?.responds ?? [];
  const accept = exchange.requestHeaders['accept'] ?? null;
  const details = { accept, available };
  if (rejectedAt === 'negotiate')
    return tell(
      'rejected',
      `Accept is ${accept ?? 'absent'}. The operation has ${joinWords(available)} alone.`,
      details,
    );
  if (available.length === 0) return tell('passed', 'The success has no body.', details);
  return available.length === 1
    ? tell('passed', `The operation responds with ${available[0] ?? ''} alone.`, details)
    : tell('passed', `Of ${joinWords(available, 'and')}, Accept chose for the response.`, details);
};

/** Tells what `Prefer` asks for. */
export const tellPrefer: Tell = ({ exchange, evidence: { preference }, rejectedAt }) => {
  const prefer = exchange.requestHeaders['prefer'] ?? null;
  if (rejectedAt === 'prefer') return tell('rejected', exchange.message ?? '', { prefer });
  if (prefer === null) return tell('skipped', 'The request has no Prefer header.');
  const { status = null, example = null, isDynamic = false, seed = null } = preference ?? {};
  const wishes = [
    ...(status === null ? [] : [`the status ${status}`]),
    ...(example === null ? [] : [`the example ${JSON.stringify(example)}`]),
    ...(isDynamic ? ['a generated body'] : []),
    ...(seed === null ? [] : [`the seed ${seed}`]),
  ];
  const details = { prefer, status, example, dynamic: isDynamic, seed };
  return wishes.length === 0
    ? tell('passed', 'Prefer asks for nothing that is known here.', details)
    : tell('applied', `Prefer asks for ${joinWords(wishes, 'and')}.`, details);
};
