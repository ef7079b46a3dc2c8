import { PRODUCT } from '../kernel/product.ts';
import { findBaggage, setBaggage } from '../kernel/text/baggage.ts';
import { toHttpOrigin, type FindTarget } from './find-target.ts';

/** Returns a `fetch` that names the current sandbox in the baggage of requests to the simulator. */
export function propagateFetch(fetch: typeof globalThis.fetch, findTarget: FindTarget): typeof globalThis.fetch {
  return async function fetchInSandbox(input, init) {
    const sandbox = findTarget(toHttpOrigin(input instanceof Request ? input.url : String(input)));
    if (sandbox === undefined) return fetch(input, init);
    const given = init?.headers ?? (input instanceof Request ? input.headers : undefined);
    // MSW replaces `Headers` by one that copies only the headers that it saw being set: a copy of the pairs has all.
    const headers = new Headers(given instanceof Object && Symbol.iterator in given ? [...given] : given);
    headers.set('baggage', nameSandbox(headers.get('baggage') ?? undefined, sandbox));
    return fetch(input, { ...init, headers });
  };
}

/** Returns a `baggage` header that names a sandbox: that of the header if it has one, which the code itself has set. */
export function nameSandbox(header: string | undefined, sandbox: string): string {
  const own = findBaggage(header, PRODUCT.sandboxBaggage);
  return own !== undefined && header !== undefined ? header : setBaggage(header, PRODUCT.sandboxBaggage, sandbox);
}
