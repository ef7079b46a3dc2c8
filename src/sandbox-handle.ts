import type { RequestListener } from 'node:http';
import type { TestControls } from './assembly/testing/test-controls.ts';
import type { WorldControls } from './control/world-controls.ts';
import { PRODUCT } from './kernel/product.ts';

/** A sandbox in a test's hands: made at its first use, forgotten at the end of an `await using`. */
export interface SandboxHandle extends WorldControls, TestControls, AsyncDisposable {
  readonly name: string;
  /** What a request names it by. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same by the beginning of a path: `/__sandbox/w3`. */
  readonly path: string;
  /** As the simulator's, for requests that need not name it. */
  readonly app: RequestListener;
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Forgets it: its next use begins with the baseline again. */
  forget(): void;
}

/** What a handle is made of. */
export interface SandboxDeps {
  readonly name: string;
  readonly app: RequestListener;
  readonly fetch: SandboxHandle['fetch'];
  readonly controls: WorldControls & TestControls;
  readonly forget: () => void;
}

/** A handle on the sandbox of that name. */
export function createSandboxHandle({ name, app, fetch, controls, forget }: SandboxDeps): SandboxHandle {
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
      const request = new Request(input, init);
      request.headers.set(PRODUCT.sandboxHeader, name);
      return fetch(request);
    },
    forget,
    [Symbol.asyncDispose]: async () => forget(),
  };
}
