import { expect, it, onTestFinished, vi } from 'vitest';
import { startCluster } from '../postgres/cluster.ts';
import { createProgressCheck } from '../support/progress.ts';
import { until } from '../support/until.ts';
import { startBalancer } from './balancer.ts';
import { findDamage, NO_DAMAGE } from './compare-states.ts';
import { startReplica } from './replica-process.ts';
import { send } from './send-request.ts';
import { startSandboxClients } from './sandbox-clients.ts';
import { createWait } from './wait.ts';

const WRITES = Number(process.env['CHAOS_WRITES'] ?? 5000);
/**
 * Milliseconds in which a sandbox must acknowledge a write. What else the machine does stretches it as it stretches the
 * longest gap without kills, which is about 80 ms on an idle machine of two cores. Other work may also stop a process
 * for seconds: the shortest of the gaps of all kills counts, since a balancer that waits does so at each.
 */
const MAX_GAP = 1000;
const MAX_STRETCH = 10;
const MIN_KILLS = 4;
const MAX_KILLS = 20;
/** Milliseconds before the first kill: for the first requests, and for what the later gaps are compared with. */
const WARM_UP = 2000;
const CALM = 3000;
const SANDBOXES = Array.from({ length: 16 }, (_, index) => `worker-${index}`);

it('lose and double no write of 16 sandboxes when replicas are killed', async ({ signal }) => {
  const wait = createWait(signal);
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  const replicas = await Promise.all(
    [1, 2, 3].map(() => startReplica({ journal: cluster.url, schema: 'sandboxes', signal })),
  );
  onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.kill()))));
  const balancer = await startBalancer(replicas);
  onTestFinished(() => balancer.kill());
  const clients = startSandboxClients(balancer.url, SANDBOXES);
  await wait(WARM_UP);
  const count = (): number => clients.acknowledged;
  const isCold = createProgressCheck({ what: 'writes were acknowledged', wanted: 10 * SANDBOXES.length, count });
  while (isCold()) await wait(50);
  clients.takeLongestGap();
  await wait(CALM);
  const calmGap = clients.takeLongestGap();
  const limit = Math.max(MAX_GAP, MAX_STRETCH * calmGap);
  const gaps: number[] = [];
  const isShort = createProgressCheck({ what: 'writes were acknowledged', wanted: WRITES, count });
  const isDone = (): boolean =>
    gaps.length >= MIN_KILLS && !isShort() && (gaps.some((gap) => gap < limit) || gaps.length >= MAX_KILLS);
  while (!isDone()) {
    const index = gaps.length % replicas.length;
    await wait(500);
    await replicas[index]?.kill();
    await wait(500);
    await replicas[index]?.start();
    // Two replicas that are lost together would leave all sandboxes to the third.
    await waitForReturn(balancer.url, `replica${index + 1}`);
    gaps.push(clients.takeLongestGap());
  }
  const outcomes = await clients.stop();
  for (const [sandbox, outcome] of outcomes) {
    expect(outcome.unexpected).toEqual([]);
    for (const { url } of replicas) {
      expect(findDamage(await readLatest(url, sandbox), outcome)).toEqual(NO_DAMAGE);
    }
  }
  expect(clients.acknowledged).toBeGreaterThanOrEqual(WRITES);
  const shown = gaps.map((gap) => Math.round(gap)).join(', ');
  console.log(`Longest gaps of the kills: ${shown} ms; before them ${Math.round(calmGap)} ms.`);
  expect(Math.min(...gaps)).toBeLessThan(limit);
});

/** Returns the state of a sandbox with all that was acknowledged, as soon as the replica can read it. */
function readLatest(url: string, sandbox: string): Promise<string> {
  const headers = { 'x-athena-sandbox': sandbox, 'x-athena-read': 'latest' };
  const read = async (): Promise<string> => {
    const response = await fetch(`${url}/__admin/state`, { headers });
    expect(response.status).toBe(200);
    return response.text();
  };
  return vi.waitFor(read, { timeout: 60_000, interval: 100 });
}

/** Waits until HAProxy sends requests to a replica. */
function waitForReturn(url: string, name: string): Promise<void> {
  return until(async () => {
    const sent = await send('GET', `${url}/api/v1/user`);
    return sent.kind === 'stored' && sent.headers.get('x-athena-replica') === name;
  });
}
