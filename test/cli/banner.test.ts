import { expect, test } from 'vitest';
import { toBanner, type BannerInfo } from '../../src/cli/banner.ts';

const FACTS: BannerInfo = {
  version: '1.2.3',
  url: 'http://localhost:4010',
  config: {
    publicUrl: undefined,
    trustProxy: false,
    host: 'localhost',
    data: './data',
    durability: 'sync',
    seed: null,
    auth: 'on',
    token: 'abc',
    adminToken: undefined,
    noAdmin: false,
  },
  adminToken: 'made-up',
  docsPath: '/docs',
  summary: { title: 'Pets', paths: 2, operations: 5, resources: 1, records: 3, milliseconds: 12.4 },
  welcome: { user: 'ann@pets.test / secret', samplePath: '/pets' },
};

test('says where it is, who may call, where data lives, what was compiled, and a first call', () => {
  expect(toBanner(FACTS)).toBe(`
  athena-simulator 1.2.3, simulating Pets

  URL       http://localhost:4010
  Docs      http://localhost:4010/docs
  Control   http://localhost:4010/__admin (reference: http://localhost:4010/__admin/docs)
  User      ann@pets.test / secret
  Token     abc
  Data      ./data (--durability sync: a confirmed write survives a power cut)
  Compiled  2 paths, 5 operations, 1 resource, 3 records in 12 ms
  Try       curl -H 'Authorization: Bearer abc' 'http://localhost:4010/pets'

`);
});

test.each<[title: string, changes: Partial<BannerInfo['config']>, line: string]>([
  ['warns of a state that is not kept', { data: undefined }, '  Data      in memory: gone when it stops'],
  [
    'says what a power cut may take',
    { durability: 'interval' },
    '  Data      ./data (--durability interval: a power cut may take the last second)',
  ],
  [
    'shows the token of the control plane where others can reach it',
    { host: '0.0.0.0' },
    '  Admin     /__admin wants x-athena-admin-token: made-up (others may reach it by --host 0.0.0.0)',
  ],
  [
    'keeps a token that was given',
    { adminToken: 'mine' },
    '  Admin     /__admin wants x-athena-admin-token: what --admin-token gave',
  ],
  ['says that there is no control plane', { noAdmin: true, host: '0.0.0.0' }, '  Control   off (--no-admin)'],
  [
    'says by which public address others can reach the control plane',
    { publicUrl: 'https://a.test' },
    '  Admin     /__admin wants x-athena-admin-token: made-up (others may reach it by --public-url https://a.test)',
  ],
  [
    'says that a proxy may let others in',
    { trustProxy: true },
    '  Admin     /__admin wants x-athena-admin-token: made-up (others may reach it by --trust-proxy)',
  ],
  [
    'shows where the control plane is as clients reach it',
    { publicUrl: 'https://a.test' },
    '  Control   https://a.test/__admin (reference: https://a.test/__admin/docs)',
  ],
  ['names the seed', { seed: '42' }, '  Seed      42'],
  ['needs no token without authentication', { auth: 'off' }, "  Try       curl 'http://localhost:4010/pets'"],
  [
    'calls the public address',
    { publicUrl: 'https://a.test' },
    "  Try       curl -H 'Authorization: Bearer abc' 'https://a.test/pets'",
  ],
  [
    'names both addresses',
    { publicUrl: 'https://a.test' },
    '  URL       https://a.test (listening on http://localhost:4010)',
  ],
  [
    'quotes a token for the shell',
    { token: "it's" },
    String.raw`  Try       curl -H 'Authorization: Bearer it'\''s' 'http://localhost:4010/pets'`,
  ],
])('%s', (_title, changes, line) => {
  expect(toBanner({ ...FACTS, config: { ...FACTS.config, ...changes } }).split('\n')).toContain(line);
});

test.each(['http://localhost:5173', 'http://127.0.0.1:8080/mock', 'http://[::1]:4010', 'http://app.localhost:3000'])(
  'asks for no admin token where the public address is this machine (%s)',
  (publicUrl) => {
    expect(toBanner({ ...FACTS, config: { ...FACTS.config, publicUrl } })).not.toContain('Admin');
  },
);

test('leads to the reference where the contract has /docs itself', () => {
  expect(toBanner({ ...FACTS, docsPath: '/__admin/contract' })).toContain(
    '  Docs      http://localhost:4010/__admin/contract\n',
  );
});

test('leaves out what it does not know', () => {
  const banner = toBanner({ ...FACTS, welcome: undefined });
  expect(banner).not.toMatch(/User|Seed|Admin/);
  expect(banner).toContain("'http://localhost:4010/'\n");
});
