import type { RequestListener } from 'node:http';
import type { TestControls } from './assembly/testing/test-controls.ts';
import type { WorldControls } from './control/world-controls.ts';
import { toRequest } from './http/exchange/fetch-exchange.ts';
import { PRODUCT } from './kernel/product.ts';

/** A handle on a sandbox, which is created at its first use and discarded at the end of an `await using`. */
export interface SandboxHandle extends WorldControls, TestControls, AsyncDisposable {
  readonly name: string;
  /** The headers that select the sandbox in a request. */
  readonly headers: Readonly<Record<string, string>>;
  /** The path prefix that selects the sandbox: `/__sandbox/w3`. */
  readonly path: string;
  /** The simulator's request listener, with every request sent to this sandbox. */
  readonly app: RequestListener;
  /** The simulator's `fetch`, with every request sent to this sandbox. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /**
   * Creates a sandbox that begins with everything that this one has now, under this name or the next free one
   * (`w3-fork-1`). Rejects with a SimulatorError: STATE_CONFLICT when the name is taken, INVALID_ARGUMENT when it is
   * invalid.
   */
  fork(name?: string): Promise<SandboxHandle>;
  /** Discards the sandbox. Its next use starts from the baseline again. */
  forget(): void;
}

/** What a handle works with. */
export interface SandboxDeps {
  readonly name: string;
  readonly app: RequestListener;
  readonly fetch: SandboxHandle['fetch'];
  readonly controls: WorldControls & TestControls;
  readonly fork: SandboxHandle['fork'];
  readonly forget: () => Promise<unknown>;
}

/** Creates a handle on the sandbox with this name. */
export function createSandboxHandle({ name, app, fetch, controls, fork, forget }: SandboxDeps): SandboxHandle {
  const headers = { [PRODUCT.sandboxHeader]: name };
  return {
    ...controls,
    name,
    headers,
    path: `/__sandbox/${name}`,
    app: (request, response) => {
      request.headers[PRODUCT.sandboxHeader] = name;
      app(request, response);
    },
    fetch: (input, init) => {
      const request = toRequest(input, init);
      request.headers.set(PRODUCT.sandboxHeader, name);
      return fetch(request);
    },
    fork,
    forget: () => void forget().catch(() => undefined),
    [Symbol.asyncDispose]: async () => void (await forget()),
  };
}
