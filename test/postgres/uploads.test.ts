import { afterEach, describe, expect, inject, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts';
import { createSchema } from './open-replicas.ts';

const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';
const AS_JOHN = { authorization: 'Bearer athena-demo-token', 'x-athena-read': 'latest' };
const opened: Simulator[] = [];
afterEach(() => Promise.all(opened.splice(0).map((simulator) => simulator.close())));

/** Opens replicas that listen, and returns their addresses. */
async function openReplicas(count: number, options: SimulatorOptions = {}): Promise<readonly string[]> {
  const shared = { journal: inject('postgres'), journalSchema: createSchema(), ...options };
  const urls: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const simulator = await createSimulator(shared);
    opened.push(simulator);
    urls.push((await simulator.listen({ port: 0 })).url);
  }
  return urls;
}

/** Sends a message with a file. Returns its uuid, and the path of the file without a sandbox. */
async function upload(
  url: string,
  content: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly message: string; readonly path: string }> {
  const body = new FormData();
  body.append('thread_uuid', THREAD);
  body.append('content', 'With a file.');
  body.append('attachments[]', new Blob([content], { type: 'text/plain' }), 'notes.txt');
  const response = await fetch(`${url}/api/v1/messages`, { method: 'POST', headers: { ...AS_JOHN, ...headers }, body });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${response.status}: ${text}`);
  const { data } = JSON.parse(text) as {
    data: { uuid: string; attachments: readonly { media: { original_url: string } }[] };
  };
  return { message: data.uuid, path: new URL(data.attachments[0]?.media.original_url ?? '').pathname };
}

async function download(url: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> {
  const response = await fetch(url, { headers });
  const text = await response.text();
  return response.ok ? [response.status, text] : [response.status];
}

describe('a file that one replica takes', () => {
  it('is sent by the others, whole and by range, with the same tag', async () => {
    const [left = '', right = ''] = await openReplicas(2);
    const { path } = await upload(left, 'abcdefghij');
    expect(await download(`${right}${path}`)).toEqual([200, 'abcdefghij']);
    expect(await download(`${right}${path}`, { range: 'bytes=2-4' })).toEqual([206, 'cde']);
    expect(await download(`${right}${path}`, { range: 'bytes=-3' })).toEqual([206, 'hij']);
    expect(await download(`${right}${path}`, { range: 'bytes=10-' })).toEqual([416]);
    const tagOf = async (url: string): Promise<string | null> => (await fetch(`${url}${path}`)).headers.get('etag');
    expect(await tagOf(right)).toBe(await tagOf(left));
  });

  it('is one blob when both take it at once, and each message keeps its own link', async () => {
    const urls = await openReplicas(2);
    const uploads = await Promise.all([...urls, ...urls].map((url) => upload(url, 'the same bytes')));
    expect(new Set(uploads.map(({ path }) => path)).size).toBe(4);
    for (const url of urls)
      for (const { path } of uploads) expect(await download(`${url}${path}`)).toEqual([200, 'the same bytes']);
  });

  it('is gone for all when its record loses it, and those of others stay', async () => {
    const [left = '', right = ''] = await openReplicas(2);
    const [gone, kept] = [await upload(left, 'gone'), await upload(left, 'kept')];
    const media = /^\/storage\/([^/]+)/.exec(gone.path)?.[1] ?? '';
    const { status } = await fetch(`${right}/__admin/state/media/${media}`, {
      method: 'PATCH',
      headers: { ...AS_JOHN, 'content-type': 'application/json' },
      body: '{"content":null}',
    });
    expect(status).toBe(200);
    for (const url of [left, right]) {
      await expect.poll(() => download(`${url}${gone.path}`)).toEqual([404]);
      expect(await download(`${url}${kept.path}`)).toEqual([200, 'kept']);
    }
  });

  it('outlives the replica', async () => {
    const [left = '', right = ''] = await openReplicas(2);
    const { path } = await upload(left, 'kept');
    await opened.shift()?.close();
    expect(await download(`${right}${path}`)).toEqual([200, 'kept']);
  });
});

describe('a file of a sandbox', () => {
  it('is sent by a replica that has not loaded the sandbox, to a link that does not name it', async () => {
    const [left = '', right = ''] = await openReplicas(2);
    for (const name of ['one', 'two', 'three']) {
      const { path } = await upload(left, `of ${name}`, { 'x-athena-sandbox': name });
      expect(path).toMatch(/^\/storage\//);
      expect(await download(`${right}${path}`), name).toEqual([200, `of ${name}`]);
    }
  });

  it('is sent to a link that names it, however many sandboxes there are', async () => {
    const [left = '', right = ''] = await openReplicas(2, { maxSandboxes: 2 });
    const names = ['one', 'two', 'three', 'four'];
    const paths: string[] = [];
    for (const name of names) paths.push((await upload(left, `of ${name}`, { 'x-athena-sandbox': name })).path);
    for (const [index, name] of names.entries())
      expect(await download(`${right}/__sandbox/${name}${paths[index]}`), name).toEqual([200, `of ${name}`]);
  });

  it('is gone for all when the sandbox is deleted', async () => {
    const [left = '', right = ''] = await openReplicas(2);
    const { path } = await upload(left, 'gone', { 'x-athena-sandbox': 'one' });
    expect(await download(`${right}${path}`)).toEqual([200, 'gone']);
    expect((await fetch(`${left}/__admin/sandboxes/one`, { method: 'DELETE' })).status).toBe(204);
    for (const url of [left, right]) await expect.poll(() => download(`${url}${path}`)).toEqual([404]);
  });
});
