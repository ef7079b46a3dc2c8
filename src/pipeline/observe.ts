import type { Operation } from '../contract/contract.ts';
import type { Problem } from '../kernel/problem.ts';
import type { World } from '../store/world.ts';
import type { ExchangeRequest, ExchangeResponse } from './exchange.ts';

/** How far a request came. */
export interface ExchangeTrace {
  /** Undefined where it named none that there can be. */
  readonly world: World | undefined;
  /** Undefined where nothing of the contract is there. */
  readonly operation: Operation | undefined;
  /** Why it was refused. */
  readonly problem: Problem | undefined;
}

/** A request and its answer. `request.body()` gives again what has been read; a streamed answer is still to come. */
export interface ObservedExchange extends ExchangeTrace {
  readonly request: ExchangeRequest;
  readonly response: ExchangeResponse;
}

/** Hears of a request when it comes; what it gives back hears of it again when it is answered. Must not throw. */
export type ObserveExchange = (request: ExchangeRequest) => (exchange: ObservedExchange) => void;
