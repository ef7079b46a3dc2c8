import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { StoreLog } from '../../store/port/store.ts';
import type { ExchangeRequest, Pipeline } from '../exchange/exchange.ts';
import { asksForRead, parseAskedRead, rejectBeyondEnd, toText } from './asked-read.ts';

/** The logs that several processes share, and whether every request waits for their ends. */
export interface FollowOptions {
  /** The log of the baseline. */
  readonly log: StoreLog;
  /** The log of the control state, which the requests to all worlds obey. */
  readonly control: StoreLog;
  readonly isAlwaysLatest: boolean;
}

/** Lets requests wait for what other processes have written. */
export interface LogFollower {
  /** Whether a request may wait. Its headers must be valid. */
  isWaiting(headers: ExchangeRequest['headers']): boolean;
  /** Waits for the control state that the request asks for. Throws a Problem when that cannot be known. */
  catchUpControl(headers: ExchangeRequest['headers']): Promise<void>;
  /**
   * Waits for the state of the request's world. Throws a Problem when that cannot be known, or the log has never
   * reached the position that is sent.
   */
  catchUp(headers: ExchangeRequest['headers'], log: StoreLog): Promise<void>;
  /** Waits for everything that any process has acknowledged. Throws a Problem when that cannot be known. */
  catchUpToEnd(log: StoreLog): Promise<void>;
  /** Returns the header that says which state a response shows: that of a world, and of the control state. */
  toHeader(log: StoreLog): Readonly<Record<string, string>>;
}

/**
 * Creates what lets requests wait: for the position that they name, or with `X-Athena-Read: latest` for everything that
 * any process has acknowledged.
 */
export function createLogFollower({ control, isAlwaysLatest }: Omit<FollowOptions, 'log'>): LogFollower {
  const wait = async (headers: ExchangeRequest['headers'], log: StoreLog, part: 'world' | 'control'): Promise<void> => {
    const { isLatest, [part]: point } = parseAskedRead(headers);
    const isReached = point === undefined || (point.epoch === log.epoch && point.position <= log.position);
    if (isAlwaysLatest || isLatest || !isReached) await catchUpToEnd(log);
    if (point !== undefined) rejectBeyondEnd(point, log);
  };
  return {
    isWaiting: (headers) => isAlwaysLatest || asksForRead(headers),
    catchUpControl: (headers) => wait(headers, control, 'control'),
    catchUp: (headers, log) => wait(headers, log, 'world'),
    catchUpToEnd,
    toHeader: (log) => ({ [PRODUCT.positionHeader]: `${toText(log)}.${toText(control)}` }),
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

function catchUpToEnd(log: StoreLog): Promise<void> {
  return log.catchUp().catch(rejectRead);
}

function rejectRead(): never {
  throw new Problem('STORE_UNAVAILABLE', { message: MESSAGE, headers: { 'retry-after': '1' } });
}

const MESSAGE =
  'The latest state cannot be read: the log of this world cannot be reached. Nothing was changed. Try again, or read without X-Athena-Position and X-Athena-Read.';
