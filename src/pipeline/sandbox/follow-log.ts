import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { StoreLog } from '../../store/port/store.ts';
import type { ExchangeRequest, Pipeline } from '../exchange/exchange.ts';

/** The logs that several processes share, and whether every request waits for their ends. */
export interface FollowOptions {
  /** The log of the baseline. */
  readonly log: StoreLog;
  /** The log of the control state, which the requests to all worlds obey. */
  readonly control?: StoreLog | undefined;
  readonly isAlwaysLatest: boolean;
}

/** Lets requests wait for what other processes have written. */
export interface LogFollower {
  /** Whether a request asks to wait for anything. */
  isWaiting(headers: ExchangeRequest['headers']): boolean;
  /** Waits for the control state that the request asks for. Throws a Problem when that cannot be known. */
  catchUpControl(headers: ExchangeRequest['headers']): Promise<void>;
  /** Waits for the state of the request's world. Throws a Problem when that cannot be known. */
  catchUp(headers: ExchangeRequest['headers'], log: StoreLog): Promise<void>;
  /** Returns the header that says which state a response shows: that of a world, and of the control state. */
  toHeader(log: StoreLog): Readonly<Record<string, string>>;
}

/**
 * Creates what lets requests wait: for the position that they name, or with `X-Athena-Read: latest` for everything that
 * any process has acknowledged.
 */
export function createLogFollower({ control, isAlwaysLatest }: Omit<FollowOptions, 'log'>): LogFollower {
  const wait = async (headers: ExchangeRequest['headers'], log: StoreLog, part: Part): Promise<void> => {
    if (isAlwaysLatest || mustWait(headers, log, part)) await log.catchUp().catch(rejectRead);
  };
  return {
    isWaiting: (headers) =>
      isAlwaysLatest || headers[PRODUCT.positionHeader] !== undefined || headers[PRODUCT.readHeader] === 'latest',
    catchUpControl: async (headers) => (control === undefined ? undefined : wait(headers, control, 'control')),
    catchUp: (headers, log) => wait(headers, log, 'world'),
    toHeader: (log) => ({
      [PRODUCT.positionHeader]: control === undefined ? toText(log) : `${toText(log)}.${toText(control)}`,
    }),
  };
}

/**
 * Returns a pipeline whose responses say the log's position, and whose requests to the baseline can wait for it.
 * Requests to sandboxes are passed on: their worlds have other logs.
 */
export function createFollowLog(pipeline: Pipeline, options: FollowOptions): Pipeline {
  const { log } = options;
  const follower = createLogFollower(options);
  return async function followLog(request) {
    if (request.findWorld !== undefined) return pipeline(request);
    const response = await pipeline(
      follower.isWaiting(request.headers) ? await waitForLogs(request, log, follower) : request,
    );
    return { ...response, headers: { ...response.headers, ...follower.toHeader(log) } };
  };
}

/** Returns the request once the store has caught up; a request that is rejected when it cannot. */
async function waitForLogs(request: ExchangeRequest, log: StoreLog, follower: LogFollower): Promise<ExchangeRequest> {
  try {
    await Promise.all([follower.catchUpControl(request.headers), follower.catchUp(request.headers, log)]);
    return request;
  } catch (error) {
    const findWorld = (): never => {
      throw error;
    };
    return { ...request, findWorld };
  }
}

/** The parts of a position: `epoch.position` of the world, and of the control state. */
type Part = 'world' | 'control';

/** A position of another epoch, or that cannot be read, is waited for like the end of the log. */
function mustWait(headers: ExchangeRequest['headers'], log: StoreLog, part: Part): boolean {
  if (headers[PRODUCT.readHeader] === 'latest') return true;
  const sent = headers[PRODUCT.positionHeader];
  if (sent === undefined) return false;
  const parts = POSITION.exec(sent);
  if (parts === null) return true;
  const [epoch, position] = part === 'world' ? [parts[1], parts[2]] : [parts[3], parts[4]];
  if (epoch === undefined) return false;
  return Number(epoch) !== log.epoch || Number(position) > log.position;
}

function toText({ epoch, position }: StoreLog): string {
  return `${epoch}.${position}`;
}

function rejectRead(): never {
  throw new Problem('STORE_UNAVAILABLE', { message: MESSAGE, headers: { 'retry-after': '1' } });
}

const POSITION = /^(\d{1,15})\.(\d{1,15})(?:\.(\d{1,15})\.(\d{1,15}))?$/;
const MESSAGE =
  'The latest state cannot be read: the log of this world cannot be reached. Nothing was changed. Try again, or read without X-Athena-Position and X-Athena-Read.';
