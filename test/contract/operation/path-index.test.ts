import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/contract/model/contract.ts';
import { createPathIndex } from '../../../src/contract/operation/path-index.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

const operation = (method: string, path: string): Operation => ({ id: `${method} ${path}`, method, path }) as Operation;
const index = createPathIndex(
  [
    operation('GET', '/pets'),
    operation('POST', '/pets'),
    operation('GET', '/pets/mine'),
    operation('GET', '/pets/{id}'),
    operation('DELETE', '/pets/{id}'),
    operation('GET', '/pets/{id}/toys/{toy}'),
    operation('GET', '/files/{name}.json'),
    operation('GET', '/ranges/{from}..{to}'),
    operation('GET', '/builds/{os}-{arch}-{tag}.zip'),
    operation('GET', '/'),
  ],
  () => ['/v2'],
);

describe('path index', () => {
  it.each([
    ['GET', '/pets', 'GET /pets', {}],
    ['HEAD', '/pets', 'GET /pets', {}],
    ['GET', '/pets/', 'GET /pets', {}],
    ['GET', '/v2/pets', 'GET /pets', {}],
    ['GET', '/', 'GET /', {}],
    ['GET', '/pets/mine', 'GET /pets/mine', {}],
    ['DELETE', '/pets/mine', 'DELETE /pets/{id}', { id: 'mine' }],
    ['GET', '/pets/a%20b', 'GET /pets/{id}', { id: 'a b' }],
    ['GET', '/pets/..%2fetc', 'GET /pets/{id}', { id: '../etc' }],
    ['GET', '/pets/7/toys/ball', 'GET /pets/{id}/toys/{toy}', { id: '7', toy: 'ball' }],
    ['GET', '/files/a.b.json', 'GET /files/{name}.json', { name: 'a.b' }],
    ['GET', '/ranges/1...9', 'GET /ranges/{from}..{to}', { from: '1', to: '.9' }],
    [
      'GET',
      '/builds/linux-x64-v1-rc.2.zip',
      'GET /builds/{os}-{arch}-{tag}.zip',
      { os: 'linux', arch: 'x64', tag: 'v1-rc.2' },
    ],
    ['GET', '/ranges/1..9', 'GET /ranges/{from}..{to}', { from: '1', to: '9' }],
  ])('matches %s %s to %s', (method, path, id, pathParameters) => {
    expect(index.match(method, path)).toMatchObject({ kind: 'operation', operation: { id }, pathParameters });
  });

  it.each([
    '/nowhere',
    '/pets//toys/x',
    '/files/a.xml',
    '/v3/pets',
    '//pets',
    '/pets/7/toys',
    '/ranges/..9',
    '/ranges/1..',
    '/ranges/a%2F..b',
    '/builds/a-b.zip',
    '/builds/--x.zip',
  ])('finds nothing at %s', (path) => {
    expect(index.match('GET', path)).toEqual({ kind: 'not_found' });
  });

  it.each([
    ['PUT', '/pets', ['GET', 'HEAD', 'POST']],
    ['OPTIONS', '/pets/7', ['GET', 'HEAD', 'DELETE']],
    ['POST', '/pets/mine', ['GET', 'HEAD', 'DELETE']],
  ])('lists the other methods for %s %s', (method, path, methods) => {
    expect(index.match(method, path)).toEqual({ kind: 'method_not_allowed', methods });
  });

  it.each(['/pets/%E0%A4%A', '/pets/%', '/pets/%ZZ'])('reports that %s is malformed', (path) => {
    expect(index.match('GET', path)).toEqual({ kind: 'malformed' });
  });

  it('treats names of the prototype as ordinary names', () => {
    expect(index.match('GET', '/__proto__')).toEqual({ kind: 'not_found' });
    expect(index.match('constructor', '/pets')).toMatchObject({ kind: 'method_not_allowed' });
  });

  it('takes linear time for a segment that could be split in many ways', async () => {
    const path = `/builds/${'-'.repeat(15_000)}`;
    const time = await measureProcessorTime(() => expect(index.match('GET', path)).toEqual({ kind: 'not_found' }));
    expect(time).toBeLessThan(1000);
  });
});
