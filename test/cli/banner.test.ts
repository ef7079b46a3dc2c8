import { expect, test } from 'vitest';
import { toBanner, type BannerInfo } from '../../src/cli/local/banner.ts';

const INFO: BannerInfo = {
  version: '1.2.3',
  url: 'http://localhost:4010',
  config: {
    publicUrl: undefined,
    trustProxy: false,
    host: 'localhost',
    data: './data',
    journal: undefined,
    journalSchema: 'athena_simulator',
    durability: 'sync',
    seed: null,
    auth: 'on',
    token: 'abc',
    adminToken: undefined,
    noAdmin: false,
  },
  adminToken: 'generated',
  docsPath: '/docs',
  summary: { title: 'Pets', paths: 2, operations: 5, resources: 1, records: 3, milliseconds: 12.4 },
  welcome: { user: 'ann@pets.test / secret', samplePath: '/pets' },
};

test('shows addresses, credentials, the data folder, what was compiled, and a first request', () => {
  expect(toBanner(INFO)).toBe(`
  athena-simulator 1.2.3, simulating Pets

  URL       http://localhost:4010
  Docs      http://localhost:4010/docs
  Console   http://localhost:4010/__admin/console/
  Control   http://localhost:4010/__admin (reference: http://localhost:4010/__admin/docs)
  User      ann@pets.test / secret
  Token     abc
  Data      ./data (--durability sync: acknowledged writes survive a power cut)
  Compiled  2 paths, 5 operations, 1 resource, 3 records in 12 ms
  Try       curl -H 'Authorization: Bearer abc' 'http://localhost:4010/pets'

`);
});

test.each<[title: string, changes: Partial<BannerInfo['config']>, line: string]>([
  [
    'warns that the state is lost when the server stops',
    { data: undefined },
    '  Data      in memory: lost when the server stops',
  ],
  [
    'says how much data a power cut can lose',
    { durability: 'interval' },
    '  Data      ./data (--durability interval: a power cut can lose the last second)',
  ],
  [
    'shows the control plane’s token when other machines can reach it',
    { host: '0.0.0.0' },
    '  Admin     /__admin requires x-athena-admin-token: generated (reachable from other machines by --host 0.0.0.0)',
  ],
  [
    'does not show a configured token',
    { adminToken: 'mine' },
    '  Admin     /__admin requires x-athena-admin-token: the value of --admin-token',
  ],
  ['says that the control plane is off', { noAdmin: true, host: '0.0.0.0' }, '  Control   off (--no-admin)'],
  [
    'names the public URL that exposes the control plane',
    { publicUrl: 'https://a.test' },
    '  Admin     /__admin requires x-athena-admin-token: generated (reachable from other machines by --public-url https://a.test)',
  ],
  [
    'names --trust-proxy when it exposes the control plane',
    { trustProxy: true },
    '  Admin     /__admin requires x-athena-admin-token: generated (reachable from other machines by --trust-proxy)',
  ],
  [
    'shows the control plane under the public URL',
    { publicUrl: 'https://a.test' },
    '  Control   https://a.test/__admin (reference: https://a.test/__admin/docs)',
  ],
  [
    'shows the console under the public URL',
    { publicUrl: 'https://a.test/mock' },
    '  Console   https://a.test/mock/__admin/console/',
  ],
  ['names the seed', { seed: '42' }, '  Seed      42'],
  ['shows no token when authentication is off', { auth: 'off' }, "  Try       curl 'http://localhost:4010/pets'"],
  [
    'suggests a request to the public URL',
    { publicUrl: 'https://a.test' },
    "  Try       curl -H 'Authorization: Bearer abc' 'https://a.test/pets'",
  ],
  [
    'shows the public URL and the address listened on',
    { publicUrl: 'https://a.test' },
    '  URL       https://a.test (listening on http://localhost:4010)',
  ],
  [
    'quotes a token for the shell',
    { token: "it's" },
    String.raw`  Try       curl -H 'Authorization: Bearer it'\''s' 'http://localhost:4010/pets'`,
  ],
])('%s', (_title, changes, line) => {
  expect(toBanner({ ...INFO, config: { ...INFO.config, ...changes } }).split('\n')).toContain(line);
});

test.each(['http://localhost:5173', 'http://127.0.0.1:8080/mock', 'http://[::1]:4010', 'http://app.localhost:3000'])(
  'shows no admin token when the public URL names this machine (%s)',
  (publicUrl) => {
    expect(toBanner({ ...INFO, config: { ...INFO.config, publicUrl } })).not.toContain('Admin');
  },
);

test('shows no console when the control plane is off', () => {
  expect(toBanner({ ...INFO, config: { ...INFO.config, noAdmin: true } })).not.toContain('Console');
});

test('links to the reference when the contract has the path /docs itself', () => {
  expect(toBanner({ ...INFO, docsPath: '/__admin/contract' })).toContain(
    '  Docs      http://localhost:4010/__admin/contract\n',
  );
});

test('leaves out missing values', () => {
  const banner = toBanner({ ...INFO, welcome: undefined });
  expect(banner).not.toMatch(/User|Seed|Admin/);
  expect(banner).toContain("'http://localhost:4010/docs'\n");
});
