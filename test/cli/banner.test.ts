import { expect, test } from 'vitest';
import { toBanner, type BannerFacts } from '../../src/cli/banner.ts';

const FACTS: BannerFacts = {
  version: '1.2.3',
  url: 'http://127.0.0.1:4010',
  config: {
    publicUrl: undefined,
    trustProxy: false,
    host: '127.0.0.1',
    data: './data',
    durability: 'sync',
    seed: null,
    auth: 'on',
    token: 'abc',
    adminToken: undefined,
    noAdmin: false,
  },
  adminToken: 'made-up',
  summary: { title: 'Pets', paths: 2, operations: 5, resources: 1, records: 3, milliseconds: 12.4 },
  welcome: { user: 'ann@pets.test / secret', samplePath: '/pets' },
};

test('says where it is, who may call, where data lives, what was compiled, and a first call', () => {
  expect(toBanner(FACTS)).toBe(`
  athena-simulator 1.2.3, simulating Pets

  URL       http://127.0.0.1:4010
  User      ann@pets.test / secret
  Token     abc
  Data      ./data (--durability sync: a confirmed write survives a power cut)
  Compiled  2 paths, 5 operations, 1 resource, 3 records in 12 ms
  Try       curl -H 'Authorization: Bearer abc' 'http://127.0.0.1:4010/pets'

`);
});

test.each<[title: string, changes: Partial<BannerFacts['config']>, line: string]>([
  ['warns of a state that is not kept', { data: undefined }, '  Data      in memory: gone when it stops'],
  [
    'says what a power cut may take',
    { durability: 'interval' },
    '  Data      ./data (--durability interval: a power cut may take the last second)',
  ],
  [
    'shows the token of the control plane where others can reach it',
    { host: '0.0.0.0' },
    '  Admin     /__admin wants x-athena-admin-token: made-up',
  ],
  ['keeps a token that was given', { adminToken: 'mine' }, '  Admin     /__admin wants x-athena-admin-token: what --admin-token gave'],
  ['says that there is no control plane', { noAdmin: true, host: '0.0.0.0' }, '  Admin     off (--no-admin)'],
  ['names the seed', { seed: '42' }, '  Seed      42'],
  ['needs no token without authentication', { auth: 'off' }, "  Try       curl 'http://127.0.0.1:4010/pets'"],
  ['calls the public address', { publicUrl: 'https://a.test' }, "  Try       curl -H 'Authorization: Bearer abc' 'https://a.test/pets'"],
  ['names both addresses', { publicUrl: 'https://a.test' }, '  URL       https://a.test (listening on http://127.0.0.1:4010)'],
  [
    'quotes a token for the shell',
    { token: "it's" },
    String.raw`  Try       curl -H 'Authorization: Bearer it'\''s' 'http://127.0.0.1:4010/pets'`,
  ],
])('%s', (_title, changes, line) => {
  expect(toBanner({ ...FACTS, config: { ...FACTS.config, ...changes } }).split('\n')).toContain(line);
});

test('leaves out what it does not know', () => {
  const banner = toBanner({ ...FACTS, welcome: undefined });
  expect(banner).not.toMatch(/User|Seed|Admin/);
  expect(banner).toContain("'http://127.0.0.1:4010/'\n");
});
