import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { startProxy, type CuttingProxy } from '../postgres/cutting-proxy.ts';
import { createProgressCheck } from '../support/progress.ts';
import { findDamage, NO_DAMAGE, readStates, type Damage } from './compare-states.ts';
import { readHealth, startReplica, type Replica } from './replica-process.ts';
import { send } from './send-request.ts';
import { createWait, type Wait } from './wait.ts';
import { startWorkload, type Outcomes } from './workload.ts';

/** Writes that must be acknowledged during each outage. */
const WRITES = Number(process.env['CHAOS_WRITES'] ?? 5000);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());

describe(`three replicas over one database, ${WRITES} acknowledged writes`, () => {
  it('lose, double and invent nothing when replicas are killed', async ({ signal }) => {
    const verdict = await withstand('replicas_killed', signal, async ({ replicas, wait, goesOn }) => {
      for (let round = 0; round < 4 || goesOn(); round += 1) {
        await wait(500);
        const replica = replicas[round % replicas.length];
        await replica?.kill();
        await wait(200);
        await replica?.start();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when the database is killed', async ({ signal }) => {
    const verdict = await withstand('database_killed', signal, async ({ wait, goesOn }) => {
      for (let round = 0; round < 3 || goesOn(); round += 1) {
        await wait(1500);
        await cluster.kill();
        // Also when the test has timed out: the next one needs the database.
        await sleep(500);
        await cluster.start();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when every connection is cut every 300 ms', async ({ signal }) => {
    const verdict = await withstand('connections_cut', signal, async ({ proxies, wait, goesOn }) => {
      for (let round = 0; round < 20 || goesOn(); round += 1) {
        await wait(300);
        for (const proxy of proxies) proxy.cut();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when responses are swallowed after the commit', async ({ signal }) => {
    const verdict = await withstand('responses_swallowed', signal, async ({ proxies, wait, goesOn }) => {
      const isShort = createProgressCheck({
        what: 'responses were swallowed',
        wanted: 40,
        count: () => proxies.reduce((sum, { swallowed }) => sum + swallowed, 0),
      });
      for (let round = 0; isShort() || goesOn(); round += 1) {
        await wait(100);
        proxies[round % proxies.length]?.swallowNextResponse();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when a replica reaches no database for 12 s, and it says so within 2 s', async ({
    signal,
  }) => {
    const verdict = await withstand('black_hole', signal, async ({ replicas: [replica], proxies: [proxy], wait }) => {
      if (replica === undefined || proxy === undefined) throw new Error('There is no replica.');
      await wait(1000);
      proxy.setBlackHole(true);
      await vi.waitFor(async () => expect((await readHealth(replica)).status).toBe('degraded'));
      const read = await send('GET', `${replica.url}/api/v1/user`);
      expect(read.kind).toBe('stored');
      const latest = await send('GET', `${replica.url}/api/v1/user`, { headers: { 'x-athena-read': 'latest' } });
      expect(latest.kind).toBe('rejected');
      await wait(10_000);
      proxy.setBlackHole(false);
    });
    expect(verdict).toEqual(UNHARMED);
  });
});

/** What an outage works with. */
interface Outage {
  readonly replicas: readonly Replica[];
  /** The connections of each replica to the database. */
  readonly proxies: readonly CuttingProxy[];
  readonly wait: Wait;
  /** Whether too few writes were acknowledged until now. Throws when the clients make no progress. */
  readonly goesOn: () => boolean;
}

/** What an outage has done. */
interface Verdict extends Damage, Pick<Outcomes, 'unexpected' | 'violations'> {
  /** The number of states that the replicas have in the end, and one that joins then. */
  readonly states: number;
}

const UNHARMED: Verdict = { ...NO_DAMAGE, unexpected: [], violations: [], states: 1 };

/** Runs a workload during an outage, and compares what every replica has afterwards. */
async function withstand(
  schema: string,
  signal: AbortSignal,
  disturb: (outage: Outage) => Promise<void>,
): Promise<Verdict> {
  const wait = createWait(signal);
  const start = (port: number): Promise<Replica> => startStoppedLater({ ...cluster, port }, schema, signal);
  const proxies = await Promise.all([1, 2, 3].map(() => startProxy(cluster.port)));
  onTestFinished(async () => void (await Promise.all(proxies.map((proxy) => proxy.close()))));
  const replicas = await Promise.all(proxies.map(({ port }) => start(port)));
  const workload = await startWorkload(replicas);
  const goesOn = workload.createProgressCheck(WRITES);
  await disturb({ replicas, proxies, wait, goesOn });
  while (goesOn()) await wait(50);
  const outcomes = await workload.stop();
  const states = await readStates([...replicas, await start(cluster.port)]);
  const { unexpected, violations } = outcomes;
  return { ...findDamage(states[0] ?? '', outcomes), unexpected, violations, states: new Set(states).size };
}

async function startStoppedLater(
  { url, port }: Pick<Cluster, 'url' | 'port'>,
  schema: string,
  signal: AbortSignal,
): Promise<Replica> {
  const replica = await startReplica({ journal: url.replace(/:\d+\//, `:${port}/`), schema, signal });
  onTestFinished(() => replica.kill());
  return replica;
}
