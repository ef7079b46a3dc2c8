import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { IncomingMessage, type IncomingHttpHeaders } from 'node:http';
import { PRODUCT } from '../kernel/product.ts';
import { findBaggage } from '../kernel/text/baggage.ts';

/** Knows for which sandbox the running code handles a request. */
export interface SandboxScope {
  /** Returns the sandbox of the request that is being handled, or undefined. */
  current(): string | undefined;
  /** Returns the `emit` of a server whose listeners of requests run for the sandbox that each request names. */
  wrapEmit(emit: Emit): Emit;
}

/** The method `emit` of an EventEmitter. */
export type Emit = (this: EventEmitter, event: string | symbol, ...args: unknown[]) => boolean;

/** Creates a scope in which no request is being handled yet. */
export function createSandboxScope(): SandboxScope {
  const storage = new AsyncLocalStorage<string | undefined>();

  // A body that arrives later is emitted by the connection, and not by what handles the request.
  const bindEvents = (emitter: EventEmitter, sandbox: string | undefined): void => {
    const emit: Emit = emitter.emit;
    emitter.emit = (...args) => storage.run(sandbox, () => Reflect.apply(emit, emitter, args));
  };

  return {
    current: () => storage.getStore(),
    wrapEmit: (emit) =>
      function emitInSandbox(event, ...args) {
        const [request, response] = args;
        if (!REQUEST_EVENTS.has(event) || !(request instanceof IncomingMessage))
          return Reflect.apply(emit, this, [event, ...args]);
        const sandbox = findSandbox(request.headers);
        bindEvents(request, sandbox);
        if (response instanceof EventEmitter) bindEvents(response, sandbox);
        return storage.run(sandbox, () => Reflect.apply(emit, this, [event, ...args]));
      },
  };
}

/** Returns the sandbox that a request names in its header, its cookie or its baggage; the first of these wins. */
function findSandbox(headers: IncomingHttpHeaders): string | undefined {
  const { [PRODUCT.sandboxHeader]: header, cookie = '', baggage } = headers;
  const named = header ?? COOKIE.exec(cookie)?.[1] ?? findBaggage(toText(baggage), PRODUCT.sandboxBaggage);
  return toText(named);
}

function toText(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' || header === undefined ? header : header.join(',');
}

const COOKIE = new RegExp(`(?:^|;) *${PRODUCT.sandboxCookie}="?([^;"]*)`);
/** The events of a server that begin a request. */
const REQUEST_EVENTS: ReadonlySet<string | symbol> = new Set([
  'request',
  'checkContinue',
  'checkExpectation',
  'upgrade',
]);
