import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import type { ExchangeRequest } from '../exchange/exchange.ts';

/**
 * Returns a function that finds the world of a request: its sandbox, or the baseline. Throws a Problem when the request
 * names no sandbox and one is required, or when the sandbox cannot exist.
 */
export function createFindWorld(
  { baseline }: Pick<Worlds, 'baseline'>,
  settings: { readonly requireSandbox: boolean },
): (request: ExchangeRequest) => World {
  return function findWorld({ findWorld: findSandbox }) {
    if (findSandbox !== undefined) return findSandbox();
    if (settings.requireSandbox) throw new Problem('SANDBOX_REQUIRED', { message: REQUIRED });
    return baseline;
  };
}

const REQUIRED = `The request names no sandbox, and --require-sandbox is on. Send the header ${PRODUCT.sandboxHeader}: <name>, end the token with @<name>, begin the path with /__sandbox/<name>, set the cookie ${PRODUCT.sandboxCookie}, or send the baggage ${PRODUCT.sandboxBaggage}=<name>.`;
