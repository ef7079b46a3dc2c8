import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../postgres/cluster.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { startReplica, type Replica } from './replica-process.ts';
import { CARRIERS, toCarrier } from './carriers.ts';
import { send } from './send-request.ts';

const SANDBOXES = Array.from({ length: 16 }, (_, index) => `worker-${index}`);

let cluster: Cluster;
let replicas: readonly Replica[];
let balancer: Balancer;
beforeAll(async () => {
  cluster = await startCluster();
  replicas = await Promise.all([1, 2, 3].map(() => startReplica({ journal: cluster.url, schema: 'balanced' })));
  balancer = await startBalancer(replicas);
});
afterAll(async () => {
  await balancer?.kill();
  await Promise.all((replicas ?? []).map((replica) => replica.kill()));
  await cluster?.remove();
});

describe('three replicas behind HAProxy', () => {
  it('each have sandboxes of their own, and every carrier of a sandbox leads to its home', async () => {
    const homes = await Promise.all(SANDBOXES.map(findHomes));
    for (const each of homes) expect(each.size).toBe(1);
    expect(new Set(homes.flatMap((each) => [...each])).size).toBe(3);
  });

  it('share the requests that name no sandbox', async () => {
    const responses = await Promise.all(SANDBOXES.map(() => send('GET', `${balancer.url}/api/v1/user`)));
    const seen = responses.map((each) => (each.kind === 'stored' ? each.headers.get('x-athena-replica') : each.kind));
    expect(new Set(seen).size).toBe(3);
  });

  it('prefer the path, then the header, the token, the cookie and the baggage, as the simulator does', async () => {
    const [first = '', ...rest] = SANDBOXES;
    const home = await findHome(first);
    const homes = await Promise.all(rest.map(findHome));
    const other = rest.find((_name, index) => homes[index] !== home) ?? '';
    for (const [index, carrier] of CARRIERS.slice(0, -1).entries()) {
      const { path, headers } = toCarrier(carrier, first);
      const weaker = CARRIERS.slice(index + 1).map((each) => toCarrier(each, other).headers);
      const response = await send('GET', `${balancer.url}${path}/api/v1/user`, {
        headers: Object.assign({}, ...weaker, headers) as Record<string, string>,
      });
      if (response.kind !== 'stored') throw new Error(`The request was ${response.kind}.`);
      const seen = [response.headers.get('x-athena-sandbox'), response.headers.get('x-athena-replica')];
      expect(seen).toEqual([first, home]);
    }
  });
});

/** Returns the replicas that respond to requests that name a sandbox, each in another way. */
async function findHomes(sandbox: string): Promise<ReadonlySet<string | null>> {
  const responses = await Promise.all(
    CARRIERS.map((carrier) => {
      const { path, headers } = toCarrier(carrier, sandbox);
      return send('GET', `${balancer.url}${path}/api/v1/user`, { headers });
    }),
  );
  return new Set(
    responses.map((each) => {
      if (each.kind !== 'stored') throw new Error(`The request was ${each.kind}.`);
      expect(each.headers.get('x-athena-sandbox')).toBe(sandbox);
      return each.headers.get('x-athena-replica');
    }),
  );
}

async function findHome(sandbox: string): Promise<string | null | undefined> {
  return [...(await findHomes(sandbox))][0];
}
