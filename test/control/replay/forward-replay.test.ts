import { describe, expect, it } from 'vitest';
import type { ControlCallDeps } from '../../../src/control/context/control.ts';
import { forwardReplay } from '../../../src/control/replay/forward-replay.ts';
import type { Problem } from '../../../src/kernel/problem.ts';
import type { World } from '../../../src/store/port/world.ts';

const WORLD = { name: 'baseline' } as World;

/** Returns the dependencies of a replica whose peer has the request, and answers a replay like this. */
function createDeps(respond: () => Promise<Response>, peers = ['right']): ControlCallDeps {
  const replicas = {
    name: 'left',
    headers: {},
    ask: async () => ({ parts: [{ replica: 'right', value: true }], missing: [] }),
    peers: async () => peers.map((name) => ({ name, send: respond })),
  };
  const recorder = { log: { list: () => [] } };
  return { replicas, recorder, worlds: { baseline: WORLD } } as unknown as ControlCallDeps;
}

async function forward(deps: ControlCallDeps): Promise<Problem> {
  return forwardReplay({ world: WORLD, id: 'r1', number: undefined, owner: undefined, sandbox: undefined }, deps).then(
    (report) => {
      throw new Error(`It was sent: ${JSON.stringify(report)}`);
    },
    (error: unknown) => error as Problem,
  );
}

const json = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body), init);

describe('a replay at the replica that has recorded the request', () => {
  it.each<[what: string, respond: () => Promise<Response>]>([
    ['a page', async () => new Response('<h1>Bad Gateway</h1>', { status: 502 })],
    ['a page with 200', async () => new Response('<h1>Welcome</h1>')],
    ['nothing', async () => new Response(null, { status: 204 })],
    ['half of a report', async () => new Response('{"sandbox":"w1","st')],
    ['JSON that is no report', async () => json([])],
    ['another object', async () => json({ message: 'ok' })],
    ['a rejection without a code', async () => json({ message: 'no' }, { status: 404 })],
    [
      'that it does not know this replica',
      async () => json({ code: 'ADMIN_TOKEN_REQUIRED', detail: 'x' }, { status: 401 }),
    ],
    ['no response', () => Promise.reject(new TypeError('fetch failed'))],
  ])('that responds with %s is REPLICA_UNAVAILABLE, and names it', async (_what, respond) => {
    const { code, status, message } = await forward(createDeps(respond));
    expect([code, status, message]).toEqual(['REPLICA_UNAVAILABLE', 503, expect.stringContaining('right')]);
  });

  it('that has left is REPLICA_UNAVAILABLE', async () => {
    expect(await forward(createDeps(async () => json({}), []))).toMatchObject({ code: 'REPLICA_UNAVAILABLE' });
  });

  it('that rejects it is told as it was, with its remedy and when to try again', async () => {
    const details = { code: 'OVERLOADED', detail: '100 replays wait.', remedy: 'Wait for them.' };
    const respond = async (): Promise<Response> => json(details, { status: 503, headers: { 'retry-after': '1' } });
    expect(await forward(createDeps(respond))).toMatchObject({
      code: 'OVERLOADED',
      message: '100 replays wait.',
      remedy: 'Wait for them.',
      headers: { 'retry-after': '1' },
    });
  });
});
