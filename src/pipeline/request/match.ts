import { parseQuery } from '../../contract/parameter/parse-query.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import { parseCookies } from '../sandbox/cookies.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { Matched } from '../exchange/stages.ts';

/** Where a request leads: to an operation, or straight to an answer (OPTIONS). */
export type MatchResult =
  | { readonly kind: 'matched'; readonly matched: Matched }
  | { readonly kind: 'answered'; readonly response: ExchangeResponse };

/**
 * Finds the operation. Throws Problems in Laravel's wording: 400 for a malformed path, 404 for an unknown one, 405 with
 * `Allow`.
 */
export function createMatch(contract: CompiledContract): (request: ExchangeRequest, world: World) => MatchResult {
  return function match(request, world) {
    const found = contract.match(request.method, request.path);
    if (found.kind === 'malformed')
      throw new Problem('MALFORMED_PATH', { message: 'The path is not valid percent-encoded UTF-8.' });
    if (found.kind === 'not_found')
      throw new Problem('ROUTE_NOT_FOUND', { message: `The route ${toRouteName(request.path)} could not be found.` });
    if (found.kind === 'method_not_allowed') return answerMethod(request, found.methods);
    const { operation, pathParameters } = found;
    const cookies = parseCookies(request.headers['cookie']);
    return {
      kind: 'matched',
      matched: { request, world, operation, pathParameters, cookies, queryPairs: parseQuery(request.query) },
    };
  };
}

/** OPTIONS of a known path is 200 with an empty body, as Laravel's router has it. */
function answerMethod({ method, path }: ExchangeRequest, methods: readonly string[]): MatchResult {
  if (method === 'OPTIONS')
    return {
      kind: 'answered',
      response: { status: 200, headers: { allow: methods.join(','), 'content-length': '0' }, body: undefined },
    };
  throw new Problem('METHOD_NOT_ALLOWED', {
    message: `The ${method} method is not supported for route ${toRouteName(path)}. Supported methods: ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  });
}

function toRouteName(path: string): string {
  return path.replace(/^\//, '').slice(0, MAX_NAME_LENGTH);
}

/** A path is the client's to choose; an error does not repeat all of it. */
const MAX_NAME_LENGTH = 200;
