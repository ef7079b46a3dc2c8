import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { startProxy, type CuttingProxy } from '../postgres/cutting-proxy.ts';
import { findDamage, NO_DAMAGE, readStates, type Damage } from './compare-states.ts';
import { readHealth, startReplica, type Replica } from './replica-process.ts';
import { send } from './send-request.ts';
import { startWorkload, type Outcomes } from './workload.ts';

/** Writes that must be acknowledged during each outage. */
const WRITES = Number(process.env['CHAOS_WRITES'] ?? 5000);

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.remove());

describe(`three replicas over one database, ${WRITES} acknowledged writes`, () => {
  it('lose, double and invent nothing when replicas are killed', async () => {
    const verdict = await withstand('replicas_killed', async ({ replicas, goesOn }) => {
      for (let round = 0; round < 4 || goesOn(); round += 1) {
        await sleep(500);
        const replica = replicas[round % replicas.length];
        await replica?.kill();
        await sleep(200);
        await replica?.start();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when the database is killed', async () => {
    const verdict = await withstand('database_killed', async ({ goesOn }) => {
      for (let round = 0; round < 3 || goesOn(); round += 1) {
        await sleep(1500);
        await cluster.kill();
        await sleep(500);
        await cluster.start();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when every connection is cut every 300 ms', async () => {
    const verdict = await withstand('connections_cut', async ({ proxies, goesOn }) => {
      for (let round = 0; round < 20 || goesOn(); round += 1) {
        await sleep(300);
        for (const proxy of proxies) proxy.cut();
      }
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when responses are swallowed after the commit', async () => {
    const verdict = await withstand('responses_swallowed', async ({ proxies, goesOn }) => {
      for (let round = 0; round < 50 || goesOn(); round += 1) {
        await sleep(100);
        proxies[round % proxies.length]?.swallowNextResponse();
      }
      const swallowed = proxies.reduce((sum, each) => sum + each.swallowed, 0);
      expect(swallowed).toBeGreaterThan(40);
    });
    expect(verdict).toEqual(UNHARMED);
  });

  it('lose, double and invent nothing when a replica reaches no database for 12 s, and it says so within 2 s', async () => {
    const verdict = await withstand('black_hole', async ({ replicas: [replica], proxies: [proxy] }) => {
      if (replica === undefined || proxy === undefined) throw new Error('There is no replica.');
      await sleep(1000);
      proxy.setBlackHole(true);
      // Two seconds, and what a machine needs that runs other things, too.
      await vi.waitFor(async () => expect((await readHealth(replica)).status).toBe('degraded'), 2500);
      const read = await send('GET', `${replica.url}/api/v1/user`);
      expect(read.kind).toBe('stored');
      const latest = await send('GET', `${replica.url}/api/v1/user`, { headers: { 'x-athena-read': 'latest' } });
      expect(latest.kind).toBe('rejected');
      await sleep(10_000);
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
  /** Whether too few writes were acknowledged until now. */
  readonly goesOn: () => boolean;
}

/** What an outage has done. */
interface Verdict extends Damage, Pick<Outcomes, 'unexpected' | 'violations'> {
  /** The number of states that the replicas have in the end, and one that joins then. */
  readonly states: number;
}

const UNHARMED: Verdict = { ...NO_DAMAGE, unexpected: [], violations: [], states: 1 };

/** Runs a workload during an outage, and compares what every replica has afterwards. */
async function withstand(schema: string, disturb: (outage: Outage) => Promise<void>): Promise<Verdict> {
  const proxies = await Promise.all([1, 2, 3].map(() => startProxy(cluster.port)));
  onTestFinished(async () => void (await Promise.all(proxies.map((proxy) => proxy.close()))));
  const replicas = await Promise.all(proxies.map(({ port }) => startStoppedLater({ ...cluster, port }, schema)));
  const workload = await startWorkload(replicas);
  await disturb({ replicas, proxies, goesOn: () => workload.acknowledged < WRITES });
  while (workload.acknowledged < WRITES) await sleep(50);
  const outcomes = await workload.stop();
  const states = await readStates([...replicas, await startStoppedLater(cluster, schema)]);
  const { unexpected, violations } = outcomes;
  return { ...findDamage(states[0] ?? '', outcomes), unexpected, violations, states: new Set(states).size };
}

async function startStoppedLater({ url, port }: Pick<Cluster, 'url' | 'port'>, schema: string): Promise<Replica> {
  const replica = await startReplica({ journal: url.replace(/:\d+\//, `:${port}/`), schema });
  onTestFinished(() => replica.kill());
  return replica;
}
