import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { createFakeApp } from '../fake-app.ts';

const temporaryFolder = useTemporaryFolders();
let folder: string;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

beforeAll(async () => {
  folder = join(await temporaryFolder(), 'assets');
  await mkdir(join(folder, 'files', 'deep'), { recursive: true });
  await mkdir(join(folder, 'avatars'));
  await writeFile(join(folder, 'files', 'table.csv'), 'a,b\n');
  await writeFile(join(folder, 'files', 'mark.svg'), SVG);
  await writeFile(join(folder, 'files', 'page.html'), '<script>alert(1)</script>');
  await writeFile(join(folder, 'files', 'deep', 'dot.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]));
  await writeFile(join(folder, 'files', '.hidden'), 'secret');
  await writeFile(join(folder, 'avatars', 'ann.svg'), '<svg/>');
  await writeFile(join(folder, '..', 'outside.txt'), 'secret');
  await symlink(join(folder, '..', 'outside.txt'), join(folder, 'files', 'link.txt'));
});

const get = (path: string) => request(createFakeApp({ assets: folder }).app).get(path);

describe('a folder of assets', () => {
  test.each([
    ['/assets/files/table.csv', 'text/csv; charset=utf-8'],
    ['/assets/files/mark.svg', 'image/svg+xml'],
    ['/assets/files/deep/dot.png', 'image/png'],
    ['/assets/files/page.html', 'application/octet-stream'],
    ['/__sandbox/w1/assets/files/table.csv', 'text/csv; charset=utf-8'],
  ])('%s is served as %s, and cannot run scripts', async (path, type) => {
    const { status, headers } = await get(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['content-disposition']).toBe(path.endsWith('.html') ? 'attachment' : undefined);
  });

  test('serves the bytes of a file, 304 to a client that has them, and only headers for HEAD', async () => {
    const first = await get('/assets/files/deep/dot.png');
    expect([...(first.body as Buffer)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0xff]);
    const { app } = createFakeApp({ assets: folder });
    const path = '/assets/files/deep/dot.png';
    await request(app)
      .get(path)
      .set('If-None-Match', first.headers['etag'] ?? '')
      .expect(304);
    const { headers } = await request(app).head(path).expect(200);
    expect(headers['content-length']).toBe('5');
  });

  test('takes precedence over a generated picture of the same name', async () => {
    expect(String((await get('/assets/avatars/ann.svg')).body)).toBe('<svg/>');
    expect(String((await get('/assets/avatars/bob.svg')).body)).toContain('>B</text>');
  });

  test.each([
    '/assets/files/link.txt',
    '/assets/files/.hidden',
    '/assets/files/',
    '/assets/files/deep',
    '/assets/../outside.txt',
    '/assets/files/..%2f..%2foutside.txt',
    '/assets/files/%2e%2e/%2e%2e/outside.txt',
    '/assets/files/none.csv',
    '/assets/constructor',
  ])('does not have %s: the contract responds', async (path) => {
    const notFound = { status: 404, headers: {}, body: '{"message":"none"}' };
    const { app } = createFakeApp({ assets: folder, pipeline: () => Promise.resolve(notFound) });
    expect((await request(app).get(path)).status).toBe(404);
  });

  test('serves generated pictures without a folder', async () => {
    for (const assets of [undefined, join(folder, 'none')]) {
      const { status, body } = await request(createFakeApp({ assets }).app).get('/assets/avatars/ann.svg');
      expect([status, String(body)]).toEqual([200, expect.stringContaining('>A</text>')]);
    }
  });
});
