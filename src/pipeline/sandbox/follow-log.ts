import { Problem } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { StoreLog } from '../../store/port/store.ts';
import type { ExchangeRequest, Pipeline } from '../exchange/exchange.ts';

/** A log that several processes share, and whether every request waits for its end. */
export interface FollowOptions {
  readonly log: StoreLog;
  readonly isAlwaysLatest: boolean;
}

/**
 * Returns a pipeline whose responses say the log's position, and whose requests can wait for it: for the position that
 * they name, or with `X-Athena-Read: latest` for everything that any process has acknowledged. When that cannot be
 * known, the request is rejected. Requests to sandboxes are served as they are.
 */
export function createFollowLog(pipeline: Pipeline, { log, isAlwaysLatest }: FollowOptions): Pipeline {
  return async function followLog(request) {
    if (request.findWorld !== undefined) return pipeline(request);
    const isBehind = isAlwaysLatest || mustWait(request.headers, log);
    const response = await pipeline(isBehind ? await waitForLog(request, log) : request);
    const headers = { ...response.headers, [PRODUCT.positionHeader]: `${log.epoch}.${log.position}` };
    return { ...response, headers };
  };
}

/** Returns the request once the store has caught up; a request that is rejected when it cannot. */
async function waitForLog(request: ExchangeRequest, log: StoreLog): Promise<ExchangeRequest> {
  try {
    await log.catchUp();
    return request;
  } catch {
    const findWorld = (): never => {
      throw new Problem('STORE_UNAVAILABLE', { message: MESSAGE, headers: { 'retry-after': '1' } });
    };
    return { ...request, findWorld };
  }
}

/** A position of another epoch, or that cannot be read, is waited for like the end of the log. */
function mustWait(headers: ExchangeRequest['headers'], log: StoreLog): boolean {
  if (headers[PRODUCT.readHeader] === 'latest') return true;
  const position = headers[PRODUCT.positionHeader];
  if (position === undefined) return false;
  const [, epoch, number] = /^(\d{1,15})\.(\d{1,15})$/.exec(position) ?? [];
  return Number(epoch) !== log.epoch || !(Number(number) <= log.position);
}

const MESSAGE =
  'The latest state cannot be read: the log of this world cannot be reached. Nothing was changed. Try again, or read without X-Athena-Position and X-Athena-Read.';
