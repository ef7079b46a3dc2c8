import { parseQuery } from '../../contract/parameter/parse-query.ts';
import type { PathMatch } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { Matched } from '../exchange/stages.ts';

/** The operation of a request, or its immediate response (OPTIONS). */
export type MatchResult =
  | { readonly kind: 'matched'; readonly matched: Matched }
  | { readonly kind: 'responded'; readonly response: ExchangeResponse };

/** A request and what was found for its method and path. */
export interface MatchInput extends Pick<Matched, 'request' | 'cookies' | 'world'> {
  readonly found: PathMatch;
}

/**
 * Converts what was found for a request's path to the first stage. Throws a Problem in Laravel's wording: 400 for a
 * malformed path, 404 for an unknown path, 405 with `Allow` for another method.
 */
export function match({ request, cookies, world, found }: MatchInput): MatchResult {
  if (found.kind === 'malformed')
    throw new Problem('MALFORMED_PATH', { message: 'The path is not valid percent-encoded UTF-8.' });
  if (found.kind === 'not_found')
    throw new Problem('ROUTE_NOT_FOUND', { message: `The route ${toRouteName(request.path)} could not be found.` });
  if (found.kind === 'method_not_allowed') return respondToOtherMethod(request, found.methods);
  const { operation, pathParameters } = found;
  return {
    kind: 'matched',
    matched: { request, world, operation, pathParameters, cookies, queryPairs: parseQuery(request.query) },
  };
}

/** Responds to OPTIONS with 200 and an empty body, as Laravel's router does. Throws a 405 for any other method. */
function respondToOtherMethod({ method, path }: ExchangeRequest, methods: readonly string[]): MatchResult {
  if (method === 'OPTIONS')
    return {
      kind: 'responded',
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

/** The client chooses the path, so an error message repeats only its beginning. */
const MAX_NAME_LENGTH = 200;
