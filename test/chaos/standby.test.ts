import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startCluster, startStandby, type Cluster } from '../postgres/cluster.ts';
import { startProxy } from '../postgres/cutting-proxy.ts';
import { findDamage, NO_DAMAGE, readStates } from './compare-states.ts';
import { readHealth, startReplica, type Replica } from './replica-process.ts';
import { send } from './send-request.ts';
import { createWait } from './wait.ts';
import { startWorkload } from './workload.ts';
import { startStopwatch } from '../support/stopwatch.ts';

const WRITES = Number(process.env['CHAOS_WRITES'] ?? 5000);

it('a synchronous standby that takes over has every acknowledged write', async ({ signal }) => {
  const wait = createWait(signal);
  const primary = await startRemovedLater();
  const standby = await startStandby(primary.port);
  onTestFinished(() => standby.remove());
  await execute(primary.url, `ALTER SYSTEM SET synchronous_standby_names = 'standby'`, 'SELECT pg_reload_conf()');
  const replicas = await startReplicas([primary, standby]);
  const workload = await startWorkload(replicas);
  while (workload.acknowledged < WRITES / 2) await wait(20);
  await primary.kill();
  await standby.promote();
  while (workload.acknowledged < WRITES) await wait(20);
  const outcomes = await workload.stop();
  const states = await readStates([...replicas, ...(await startReplicas([standby], 1))]);
  expect(new Set(states).size).toBe(1);
  expect(findDamage(states[0] ?? '', outcomes)).toEqual(NO_DAMAGE);
  expect([outcomes.unexpected, outcomes.violations]).toEqual([[], []]);
  expect((await readHealth(replicas[0] as Replica)).journal.epoch).toBe(1);
});

it('a log that went back with an asynchronous standby is noticed and loaded again in 5 s, without a spin', async () => {
  const primary = await startRemovedLater();
  const link = await startProxy(primary.port);
  onTestFinished(() => link.close());
  const standby = await startStandby(link.port);
  onTestFinished(() => standby.remove());
  const replicas = await startReplicas([primary, standby]);
  const create = (name: string): Promise<{ readonly kind: string }> =>
    send('POST', `${replicas[0]?.url ?? ''}/api/v1/threads`, { body: { name } });
  for (let index = 0; index < 50; index += 1) expect((await create(`kept-${index}`)).kind).toBe('stored');
  await waitForStandby(primary, standby);
  link.setBlackHole(true);
  for (let index = 0; index < 50; index += 1) expect((await create(`lost-${index}`)).kind).toBe('stored');
  await readStates(replicas);
  await primary.kill();
  await standby.promote();
  const stopwatch = startStopwatch();
  await vi.waitFor(
    async () => {
      const healths = await Promise.all(replicas.map(readHealth));
      expect(healths.map(({ status, journal: { epoch } }) => `${status} ${epoch}`)).toEqual(['ok 2', 'ok 2', 'ok 2']);
    },
    { timeout: 20_000, interval: 10 },
  );
  expect(stopwatch.stop()).toBeLessThan(5000);
  const [before, statements] = [await measureProcessors(replicas), await countTransactions(standby)];
  await sleep(3000);
  expect((await measureProcessors(replicas)) - before).toBeLessThan(2);
  expect((await countTransactions(standby)) - statements).toBeLessThan(100);
  for (const { log } of replicas) expect(log.split('went back from position')).toHaveLength(2);
  expect((await create('after')).kind).toBe('stored');
  const states = await readStates([...replicas, ...(await startReplicas([standby], 1))]);
  expect(new Set(states).size).toBe(1);
  const names = ['kept-0', 'kept-49', 'lost-0', 'lost-49', 'after'].filter((name) => states[0]?.includes(`"${name}"`));
  expect(names).toEqual(['kept-0', 'kept-49', 'after']);
});

async function startRemovedLater(): Promise<Cluster> {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  return cluster;
}

/** Starts replicas that know all servers of a cluster. */
async function startReplicas(servers: readonly Cluster[], count = 3): Promise<readonly Replica[]> {
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  const journal = `postgres://athena@${hosts}/postgres?sslmode=disable`;
  const starting = Array.from({ length: count }, () => startReplica({ journal, schema: 'standby' }));
  const replicas = await Promise.all(starting);
  onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.kill()))));
  return replicas;
}

/** Waits until the standby has replayed what the primary has written until now. */
async function waitForStandby(primary: Cluster, standby: Cluster): Promise<void> {
  const [head] = await execute(primary.url, 'SELECT pg_current_wal_lsn()::text AS value');
  await vi.waitFor(
    async () => {
      const text = `SELECT pg_last_wal_replay_lsn() >= '${String(head?.['value'])}' AS value`;
      expect((await execute(standby.url, text))[0]?.['value']).toBe(true);
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** Executes statements, and returns the rows of the last one. */
async function execute(url: string, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: readonly Record<string, unknown>[] = [];
    for (const text of statements) ({ rows } = await client.query<Record<string, unknown>>(text));
    return rows;
  } finally {
    await client.end();
  }
}

async function countTransactions({ url }: Cluster): Promise<number> {
  const text = 'SELECT sum(xact_commit + xact_rollback)::integer AS value FROM pg_stat_database';
  return Number((await execute(url, text))[0]?.['value']);
}

/** Returns the seconds of processor time that the replicas have used. */
async function measureProcessors(replicas: readonly Replica[]): Promise<number> {
  const pids = replicas.map(({ pid }) => `${pid}`).join(',');
  const { stdout } = await promisify(execFile)('ps', ['-o', 'cputimes=', '-p', pids]);
  return stdout
    .trim()
    .split(/\s+/)
    .reduce((sum, seconds) => sum + Number(seconds), 0);
}
