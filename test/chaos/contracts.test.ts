import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startCluster } from '../postgres/cluster.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { startBalancer } from './balancer.ts';
import { startReplica } from './replica-process.ts';
import { send } from './send-request.ts';

const makeFolder = useTemporaryFolders();

it('HAProxy leaves replicas that have another contract than their log, and returns when they have reloaded', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.remove());
  const folders = await Promise.all([1, 2, 3].map(copyStarter));
  const replicas = await Promise.all(
    folders.map((folder) => {
      const args = ['--spec', join(folder, 'openapi.yaml'), '--fixtures', join(folder, 'fixtures')];
      return startReplica({ journal: cluster.url, schema: 'contracts', args });
    }),
  );
  onTestFinished(async () => void (await Promise.all(replicas.map((replica) => replica.kill()))));
  const balancer = await startBalancer(replicas);
  onTestFinished(() => balancer.kill());
  const findReplicas = async (): Promise<ReadonlySet<string | null>> => {
    const responses = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        send(
          'GET',
          `${balancer.url}/projects`,
          index % 2 === 0 ? {} : { headers: { 'x-athena-sandbox': `w${index}` } },
        ),
      ),
    );
    return new Set(
      responses.map((each) => (each.kind === 'stored' ? each.headers.get('x-athena-replica') : each.kind)),
    );
  };
  const waitFor = (names: readonly string[]): Promise<void> =>
    vi.waitFor(async () => expect(await findReplicas()).toEqual(new Set(names)), {
      timeout: 60_000,
      interval: 100,
    });
  const reload = async (index: number): Promise<void> => {
    await changeTitle(folders[index] ?? '');
    const response = await fetch(`${replicas[index]?.url ?? ''}/__admin/reload`, { method: 'POST' });
    expect(response.status).toBe(200);
  };
  await waitFor(['replica1', 'replica2', 'replica3']);
  await reload(0);
  await waitFor(['replica1']);
  await reload(1);
  await reload(2);
  await waitFor(['replica1', 'replica2', 'replica3']);
});

async function copyStarter(): Promise<string> {
  const folder = await makeFolder();
  await cp('templates/starter', folder, { recursive: true });
  return folder;
}

async function changeTitle(folder: string): Promise<void> {
  const spec = join(folder, 'openapi.yaml');
  await writeFile(spec, (await readFile(spec, 'utf8')).replace(/title: .*/, 'title: Another title'));
}
