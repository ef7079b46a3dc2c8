import { parseQuery } from '../../contract/parameter/parse-query.ts';
import type { PathMatch } from '../../contract/model/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeRequest, ExchangeResponse } from '../exchange/exchange.ts';
import type { Matched, Unmatched } from '../exchange/stages.ts';

/**
 * The operation of a request, its immediate response (OPTIONS), or a request that the contract does not know. A
 * response source may respond to the last; otherwise its Problem rejects it.
 */
export type MatchResult =
  | { readonly kind: 'matched'; readonly matched: Matched }
  | { readonly kind: 'unknown'; readonly unmatched: Unmatched }
  | { readonly kind: 'responded'; readonly response: ExchangeResponse };

/** A request and what was found for its method and path. */
export interface MatchInput extends Pick<Matched, 'request' | 'cookies' | 'world' | 'viewedWorld'> {
  readonly found: PathMatch;
}

/**
 * Converts what was found for a request's path to the first stage. A request that the contract does not know has a
 * Problem in Laravel's wording: 404 for an unknown path, 405 with `Allow` for another method. Throws a 400 for a
 * malformed path.
 */
export function match({ found, ...rest }: MatchInput): MatchResult {
  const { request, world } = rest;
  if (found.kind === 'malformed')
    throw new Problem('MALFORMED_PATH', { message: 'The path is not valid percent-encoded UTF-8.' });
  if (found.kind === 'not_found')
    return { kind: 'unknown', unmatched: { request, world, problem: toNotFound(request) } };
  if (found.kind === 'method_not_allowed') return matchOtherMethod(request, world, found.methods);
  const { operation, pathParameters } = found;
  return {
    kind: 'matched',
    matched: { ...rest, operation, pathParameters, queryPairs: parseQuery(request.query) },
  };
}

/** Responds to OPTIONS with 200 and an empty body, as Laravel's router does. Any other method is unknown. */
function matchOtherMethod(request: ExchangeRequest, world: World, methods: readonly string[]): MatchResult {
  const { method, path } = request;
  if (method === 'OPTIONS')
    return {
      kind: 'responded',
      response: { status: 200, headers: { allow: methods.join(','), 'content-length': '0' }, body: undefined },
    };
  const problem = new Problem('METHOD_NOT_ALLOWED', {
    message: `The ${method} method is not supported for route ${toRouteName(path)}. Supported methods: ${methods.join(', ')}.`,
    headers: { allow: methods.join(', ') },
  });
  return { kind: 'unknown', unmatched: { request, world, problem } };
}

function toNotFound({ path }: ExchangeRequest): Problem {
  return new Problem('ROUTE_NOT_FOUND', { message: `The route ${toRouteName(path)} could not be found.` });
}

function toRouteName(path: string): string {
  return path.replace(/^\//, '').slice(0, MAX_NAME_LENGTH);
}

/** The client chooses the path, so an error message repeats only its beginning. */
const MAX_NAME_LENGTH = 200;
