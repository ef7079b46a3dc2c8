import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { PRODUCT } from './kernel/product.ts';
import { createFindTarget } from './propagate/find-target.ts';
import { propagateFetch } from './propagate/propagate-fetch.ts';
import { propagateRequest, type SendRequest } from './propagate/propagate-request.ts';
import { createSandboxScope, type Emit } from './propagate/sandbox-scope.ts';

/**
 * Passes the sandbox of an incoming request on to the requests that its handler sends to the simulator at `ATHENA_URL`:
 * `node --import athena-simulator/propagate server.js`. Changes `fetch`, `node:http` and `node:https` of this process,
 * once.
 */
function install(): void {
  const scope = createSandboxScope();
  const findTarget = createFindTarget({
    scope,
    readUrl: () => process.env[PRODUCT.urlVariable],
    warn: (message) => process.emitWarning(message),
  });
  for (const { prototype } of [http.Server, https.Server]) prototype.emit = scope.wrapEmit(prototype.emit as Emit);
  globalThis.fetch = propagateFetch(globalThis.fetch, findTarget);
  Object.assign(http, propagateRequest(http.request as SendRequest, 'http:', findTarget));
  Object.assign(https, propagateRequest(https.request as SendRequest, 'https:', findTarget));
  // For `import { request } from 'node:http'`.
  syncBuiltinESMExports();
}

const INSTALLED = Symbol.for('athena-simulator/propagate');
if (!(INSTALLED in globalThis)) {
  Object.defineProperty(globalThis, INSTALLED, { value: true });
  install();
}
