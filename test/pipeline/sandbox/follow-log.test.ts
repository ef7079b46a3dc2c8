import { describe, expect, it } from 'vitest';
import { createFollowLog } from '../../../src/pipeline/sandbox/follow-log.ts';
import type { ExchangeRequest } from '../../../src/pipeline/exchange/exchange.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import type { LogStatus, StoreLog } from '../../../src/store/port/store.ts';

/** A log at 2.7 whose other processes are at 2.9. */
function createLog(failure?: Error) {
  const log = {
    epoch: 2,
    position: 7,
    waits: 0,
    status: {} as LogStatus,
    catchUp: async () => {
      log.waits += 1;
      if (failure !== undefined) throw failure;
      log.position = 9;
    },
    findResetPoint: async () => undefined,
    setResetPoint: async () => {},
    saveState: async () => '',
    readState: async () => Promise.reject(new Error('There is none.')),
  } satisfies StoreLog & { waits: number };
  return log;
}

/** The log of the control state, which no other process writes to. */
const CONTROL = { ...createLog(), catchUp: async () => {} };

const REQUEST: ExchangeRequest = {
  method: 'GET',
  path: '/',
  query: '',
  headers: {},
  origin: 'http://localhost',
  id: '1',
  body: async () => new Uint8Array(),
};

async function send(headers: Readonly<Record<string, string>>, log = createLog(), isAlwaysLatest = false) {
  const follow = createFollowLog(
    async (request) => {
      request.findWorld?.();
      return { status: 200, headers: {}, body: 'ok' };
    },
    { log, control: CONTROL, isAlwaysLatest },
  );
  const { headers: sent } = await follow({ ...REQUEST, headers });
  return { waits: log.waits, position: sent['x-athena-position'] };
}

describe('a request to a world that replicas share', () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['reads what is here', {}, 0],
    ['reads what is here when it is at the position that was sent', { 'x-athena-position': '2.7.2.7' }, 0],
    ['waits for a later position', { 'x-athena-position': '2.8.2.7' }, 1],
    ['waits for the end of the log when the position is of an earlier epoch', { 'x-athena-position': '1.99.2.7' }, 1],
    ['waits for the end of the log when it asks for the latest state', { 'x-athena-read': 'latest' }, 1],
  ])('%s: %j', async (_what, headers, waits) => {
    expect(await send(headers)).toEqual({ waits, position: waits === 0 ? '2.7.2.7' : '2.9.2.7' });
  });

  it.each([
    ['a position that the log never had', '2.10.2.7'],
    ['a position of an epoch that has not begun', '3.1.2.7'],
    ['a control state that the log never had', '2.7.2.8'],
  ])('is rejected for %s, once the log has been read to its end', async (_what, position) => {
    const rejected = send({ 'x-athena-position': position });
    await expect(rejected).rejects.toMatchObject({ code: 'INVALID_READ', status: 400 });
    await expect(send({ 'x-athena-position': position }, createLog(), true)).rejects.toMatchObject({ status: 400 });
  });

  it('waits by default when the simulator reads the latest state', async () => {
    expect(await send({}, createLog(), true)).toEqual({ waits: 1, position: '2.9.2.7' });
  });

  it('waits for the control state that a position names, and for that of the world by itself', async () => {
    const [log, control] = [createLog(), createLog()];
    const pipeline = async () => ({ status: 200, headers: {}, body: 'ok' });
    const follow = createFollowLog(pipeline, { log, control, isAlwaysLatest: false });
    const read = async (position: string) => {
      const { headers } = await follow({ ...REQUEST, headers: { 'x-athena-position': position } });
      return [headers['x-athena-position'], log.waits, control.waits];
    };
    expect(await read('2.7.2.7')).toEqual(['2.7.2.7', 0, 0]);
    expect(await read('2.7.2.8')).toEqual(['2.7.2.9', 0, 1]);
    expect(await read('2.8.2.9')).toEqual(['2.9.2.9', 1, 1]);
  });

  it('is rejected when the end of the log cannot be known', async () => {
    const rejected = send({ 'x-athena-read': 'latest' }, createLog(new Error('The network is down.')));
    await expect(rejected).rejects.toBeInstanceOf(Problem);
    await expect(rejected).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
