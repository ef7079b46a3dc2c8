import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import type { World } from '../../store/port/world.ts';
import type { SandboxLease, Worlds } from '../../store/port/worlds.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../exchange/exchange.ts';
import { readSandbox } from './read-sandbox.ts';

/** The pipelines that requests are routed to, and the worlds. */
export interface RouteDeps {
  readonly worlds: Worlds;
  /** The fixed token, which may itself end in `@…`. */
  readonly token: string;
  /** Serves the operations of the contract. */
  readonly data: Pipeline;
  /** Serves `/__admin`; undefined without a control plane. */
  readonly control: Pipeline | undefined;
}

/**
 * Returns a pipeline that reads the sandbox of a request and passes it to the control plane or to the contract's
 * pipeline. The response names the sandbox in a header.
 */
export function createRoute({ worlds, token, data, control }: RouteDeps): Pipeline {
  const pickPipeline = ({ path }: ExchangeRequest): Pipeline =>
    control !== undefined && isControlPath(path) ? control : data;

  return function route(sent) {
    const { request, sandbox } = readSandbox(sent, token);
    return sandbox === undefined
      ? pickPipeline(request)(request)
      : respondInSandbox(pickPipeline(request), { request, sandbox, worlds });
  };
}

/** Returns whether a path, without a sandbox's prefix, belongs to the control plane. */
export function isControlPath(path: string): boolean {
  return path.startsWith(CONTROL) && (path.length === CONTROL.length || path[CONTROL.length] === '/');
}

interface SandboxContext {
  readonly request: ExchangeRequest;
  readonly sandbox: string;
  readonly worlds: Worlds;
}

async function respondInSandbox(
  pipeline: Pipeline,
  { request, sandbox, worlds }: SandboxContext,
): Promise<ExchangeResponse> {
  const use: { lease?: SandboxLease; events?: readonly string[]; failure?: Error | undefined } = {};
  const findWorld = (): World => {
    if (use.failure !== undefined) throw use.failure;
    if (!isSandboxName(sandbox)) throw new Problem('INVALID_SANDBOX', { message: toMessage(sandbox) });
    return (use.lease ??= worlds.borrow(sandbox)).world;
  };
  const noteEvents = (events: readonly string[]): void => {
    use.events = events;
  };
  const enterWorld = (): Promise<void> | undefined => {
    const entered = use.lease?.enter();
    if (entered === undefined) return undefined;
    if (entered instanceof Promise) return entered.then(noteEvents);
    noteEvents(entered);
    return undefined;
  };
  // A sandbox that is in the log alone is read first. The pipeline rejects the request when that fails.
  const reading = isSandboxName(sandbox) ? worlds.load(sandbox) : undefined;
  if (reading !== undefined) use.failure = await readAll(reading, () => worlds.load(sandbox));
  const response = await pipeline({ ...request, findWorld, enterWorld }).finally(() => use.lease?.release());
  // A request that is rejected before its world is looked up uses no sandbox.
  if (use.lease === undefined) return response;
  return { ...response, headers: { ...response.headers, ...toHeaders(sandbox, use.events ?? []) } };
}

/** Waits until there is nothing more to read. Returns the error of a read that fails. */
async function readAll(first: Promise<void>, next: () => Promise<void> | undefined): Promise<Error | undefined> {
  try {
    for (let reading: Promise<void> | undefined = first; reading !== undefined; reading = next()) await reading;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function toHeaders(sandbox: string, events: readonly string[]): Readonly<Record<string, string>> {
  const event = events.length === 0 ? {} : { [PRODUCT.sandboxEventHeader]: events.join(', ') };
  return { [PRODUCT.sandboxHeader]: sandbox, ...event };
}

function toMessage(sandbox: string): string {
  return `${JSON.stringify(sandbox.slice(0, MAX_SHOWN_LENGTH))} cannot name a sandbox. Use letters, digits, - and _, up to 64 of them, and not "baseline".`;
}

const CONTROL = '/__admin';
const MAX_SHOWN_LENGTH = 80;
