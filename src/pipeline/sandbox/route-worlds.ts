import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import type { StoreLog } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { SandboxLease, Worlds } from '../../store/port/worlds.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../exchange/exchange.ts';
import { findInvalidRead } from './asked-read.ts';
import { createFollowLog, createLogFollower, type LogFollower } from './follow-log.ts';
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
  /** How requests wait for other processes. Undefined where the worlds belong to this process alone. */
  readonly shared?: SharedDeps | undefined;
}

interface SharedDeps {
  readonly controlLog: StoreLog;
  /** Whether every request to the contract's operations reads the latest state. */
  readonly isAlwaysLatest: boolean;
}

/**
 * Returns a pipeline that reads the sandbox of a request and passes it to the control plane or to the contract's
 * pipeline. The response names the sandbox in a header.
 */
export function createRoute({ worlds, token, data, control, shared }: RouteDeps): Pipeline {
  const ofData = follow(data, worlds, shared);
  const ofControl =
    control === undefined ? undefined : follow(control, worlds, shared && { ...shared, isAlwaysLatest: false });

  return function route(sent) {
    const { request, sandbox } = readSandbox(sent, token);
    const { pipeline, follower } = ofControl !== undefined && isControlPath(request.path) ? ofControl : ofData;
    const failure = findInvalidRead(request.headers);
    if (sandbox !== undefined) return respondInSandbox(pipeline, { request, sandbox, worlds, follower, failure });
    return pipeline(failure === undefined ? request : rejectWorld(request, failure));
  };
}

/** Returns the pipeline for the baseline, and what lets requests to sandboxes wait. */
function follow(
  pipeline: Pipeline,
  { baseline }: Worlds,
  shared: SharedDeps | undefined,
): { readonly pipeline: Pipeline; readonly follower: LogFollower | undefined } {
  if (shared === undefined) return { pipeline, follower: undefined };
  const { controlLog: control, isAlwaysLatest } = shared;
  return {
    pipeline: createFollowLog(pipeline, { log: baseline.store.log, control, isAlwaysLatest }),
    follower: createLogFollower({ control, isAlwaysLatest }),
  };
}

/** Returns whether a path, without a sandbox's prefix, belongs to the control plane. */
export function isControlPath(path: string): boolean {
  return path.startsWith(CONTROL) && (path.length === CONTROL.length || path[CONTROL.length] === '/');
}

/** Returns the request so that the pipeline rejects it where it looks up the world, as it does for other reasons. */
function rejectWorld(request: ExchangeRequest, failure: Problem): ExchangeRequest {
  return {
    ...request,
    findWorld: () => {
      throw failure;
    },
  };
}

interface SandboxContext {
  readonly request: ExchangeRequest;
  readonly sandbox: string;
  readonly worlds: Worlds;
  readonly follower: LogFollower | undefined;
  /** Why the request is rejected in any case. */
  readonly failure: Problem | undefined;
}

async function respondInSandbox(pipeline: Pipeline, context: SandboxContext): Promise<ExchangeResponse> {
  const { request, sandbox, worlds, follower } = context;
  const use: { lease?: SandboxLease; events?: readonly string[]; failure: Error | undefined } = {
    failure: context.failure,
  };
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
  const reading = isSandboxName(sandbox) && use.failure === undefined ? readWorld(context) : undefined;
  if (reading !== undefined) use.failure = await reading;
  const response = await pipeline({ ...request, findWorld, enterWorld }).finally(() => use.lease?.release());
  // A request that is rejected before its world is looked up uses no sandbox.
  if (use.lease === undefined) return response;
  const position = follower?.toHeader(use.lease.world.store.log);
  return { ...response, headers: { ...response.headers, ...position, ...toHeaders(sandbox, use.events ?? []) } };
}

/**
 * Reads what the request needs of its sandbox from the log, and returns the error of a read that fails. Undefined when
 * there is nothing to read.
 */
function readWorld(context: SandboxContext): Promise<Error | undefined> | undefined {
  const { request, sandbox, worlds, follower } = context;
  const isWaiting = follower?.isWaiting(request.headers) ?? false;
  const reading = isWaiting ? readLatest(context) : worlds.load(sandbox)?.then(() => loadAll(context));
  return reading?.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}

/** Reads the directory of sandboxes, then the sandbox. One that does not exist will begin with the baseline's state. */
async function readLatest(context: SandboxContext): Promise<void> {
  const { request, sandbox, worlds, follower } = context;
  await follower?.catchUpControl(request.headers);
  await loadAll(context);
  const world = worlds.find(sandbox)?.world;
  // No position is of a sandbox that does not exist: an earlier one of its name was deleted, and this one begins anew.
  if (world === undefined) await follower?.catchUpToEnd(worlds.baseline.store.log);
  else await follower?.catchUp(request.headers, world.store.log);
}

/** Loads a sandbox until there is nothing more to read: it may have been unloaded meanwhile. */
async function loadAll({ sandbox, worlds }: SandboxContext): Promise<void> {
  for (let reading = worlds.load(sandbox); reading !== undefined; reading = worlds.load(sandbox)) await reading;
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
