import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import type { World } from '../../store/port/world.ts';
import type { SandboxLease, Worlds } from '../../store/worlds.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../exchange/exchange.ts';
import { readSandbox } from './read-sandbox.ts';

/** What requests are handed on to. */
export interface RouteDeps {
  readonly worlds: Worlds;
  /** The fixed token, which may end like one with a sandbox's name. */
  readonly token: string;
  /** Answers what the contract describes. */
  readonly data: Pipeline;
  /** Answers what is under `/__admin`; undefined where there is no control plane. */
  readonly control: Pipeline | undefined;
}

/**
 * Finds the world that a request names and hands it on: to the control plane, or to the contract. The answer says whose
 * it is.
 */
export function createRoute({ worlds, token, data, control }: RouteDeps): Pipeline {
  const pick = ({ path }: ExchangeRequest): Pipeline => (control !== undefined && isControlPath(path) ? control : data);

  return function answerInWorld(sent) {
    const { request, sandbox } = readSandbox(sent, token);
    return sandbox === undefined
      ? pick(request)(request)
      : answerInSandbox(pick(request), { request, sandbox, worlds });
  };
}

/** Whether a path (without a sandbox's prefix) is the control plane's. */
export function isControlPath(path: string): boolean {
  return path.startsWith(CONTROL) && (path.length === CONTROL.length || path[CONTROL.length] === '/');
}

interface SandboxCall {
  readonly request: ExchangeRequest;
  readonly sandbox: string;
  readonly worlds: Worlds;
}

async function answerInSandbox(
  pipeline: Pipeline,
  { request, sandbox, worlds }: SandboxCall,
): Promise<ExchangeResponse> {
  const use: { lease?: SandboxLease; events?: readonly string[] } = {};
  const findWorld = (): World => {
    if (!isSandboxName(sandbox)) throw new Problem('INVALID_SANDBOX', { message: toMessage(sandbox) });
    return (use.lease ??= worlds.borrow(sandbox)).world;
  };
  const enterWorld = (): void => {
    const events = use.lease?.enter();
    if (events !== undefined) use.events = events;
  };
  const answer = await pipeline({ ...request, findWorld, enterWorld }).finally(() => use.lease?.release());
  // A request that was rejected before it came to its world has used none.
  if (use.lease === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, ...toHeaders(sandbox, use.events ?? []) } };
}

function toHeaders(sandbox: string, events: readonly string[]): Readonly<Record<string, string>> {
  const event = events.length === 0 ? {} : { [PRODUCT.sandboxEventHeader]: events.join(', ') };
  return { [PRODUCT.sandboxHeader]: sandbox, ...event };
}

function toMessage(sandbox: string): string {
  return `${JSON.stringify(sandbox.slice(0, MAX_SHOWN_LENGTH))} cannot name a sandbox: use letters, digits, - and _, up to 64 of them, and not "baseline".`;
}

const CONTROL = '/__admin';
const MAX_SHOWN_LENGTH = 80;
