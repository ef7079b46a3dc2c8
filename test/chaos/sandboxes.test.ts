import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startCluster } from '../postgres/cluster.ts';
import { startBalancer } from './balancer.ts';
import { findDamage, NO_DAMAGE } from './compare-states.ts';
import { startReplica } from './replica-process.ts';
import { startSandboxClients } from './sandbox-clients.ts';

const WRITES = Number(process.env['CHAOS_WRITES'] ?? 5000);
/** Milliseconds before the first kill. */
const CALM = 3000;
const SANDBOXES = Array.from({ length: 16 }, (_, index) => `worker-${index}`);

it('lose and double no write of 16 sandboxes when replicas are killed', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  const replicas = await Promise.all([1, 2, 3].map(() => startReplica({ journal: cluster.url, schema: 'sandboxes' })));
  onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.kill()))));
  const balancer = await startBalancer(replicas);
  onTestFinished(() => balancer.kill());
  const clients = startSandboxClients(balancer.url, SANDBOXES);
  await sleep(CALM);
  const calmGap = clients.longestGap;
  for (let kills = 0; kills < 4 || clients.acknowledged < WRITES; kills += 1) {
    const replica = replicas[kills % replicas.length];
    await sleep(500);
    await replica?.kill();
    await sleep(500);
    await replica?.start();
  }
  const outcomes = await clients.stop();
  for (const [sandbox, outcome] of outcomes) {
    expect(outcome.unexpected).toEqual([]);
    for (const { url } of replicas) {
      const response = await fetch(`${url}/__admin/state`, { headers: { 'x-athena-sandbox': sandbox } });
      expect(findDamage(await response.text(), outcome)).toEqual(NO_DAMAGE);
    }
  }
  expect(clients.acknowledged).toBeGreaterThanOrEqual(WRITES);
  // How long depends on what else the machine does: the gap without kills stands beside it.
  console.log(`Longest gap: ${Math.round(clients.longestGap)} ms; before the kills ${Math.round(calmGap)} ms.`);
});
