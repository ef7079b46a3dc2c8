import { expect, it, test } from 'vitest';
import { checkOptions } from '../../src/config/check-options.ts';
import { createEmbeddedConfig } from '../../src/config/default-config.ts';
import { OPTION_NAMES, OPTIONS, SERVER_OPTION_NAMES } from '../../src/config/options.ts';
import { parseConfig } from '../../src/config/parse-config.ts';

it.each([
  [{ maxBody: '10mb' }, { maxBody: 10 * 1024 * 1024 }],
  [
    { port: '5000', shutdownTimeout: '2s' },
    { port: 5000, shutdownTimeout: 2000 },
  ],
  [{ strict: 'false' }, { strict: false }],
  [{ publicUrl: 'https://Example.test/athena/' }, { publicUrl: 'https://example.test/athena' }],
  [{ corsOrigins: 'none' }, { corsOrigins: [] }],
  [{ corsOrigins: ['HTTP://LOCALHOST:3000/'] }, { corsOrigins: ['http://localhost:3000'] }],
  [{ allowedHosts: 'any' }, { allowedHosts: 'any' }],
  [{ scenario: 'any' }, { scenario: 'any' }],
  [{ seed: 7 }, { seed: '7' }],
  [{ seed: null }, { seed: null }],
  [{ port: undefined }, {}],
  [{ allowRefs: ['a,b', 'c'] }, { allowRefs: ['a,b', 'c'] }],
  [{ allowedHosts: [] }, { allowedHosts: [] }],
])('the options %j of a program have the values %j', (options, values) => {
  expect(checkOptions(options, [])).toEqual({ values, faults: [] });
});

it.each([
  { spec: ['a.yaml'] },
  { port: null },
  { strict: {} },
  { corsOrigins: ['app.test'] },
  { allowRefs: [{}] },
  { allowRefs: [1] },
  { allowedHosts: [null, 'a.test'] },
  { allowOutgoing: ['hooks.test'] },
  { allowOutgoing: ['http://hooks.test:80'] },
  { allowOutgoing: ['me@hooks.test:80'] },
  { allowOutgoing: ['hooks.test:0'] },
  { allowOutgoing: ['hooks.test:99999'] },
])('the options %j are rejected', (options) => {
  const { values, faults } = checkOptions(options, []);
  expect(values).toEqual({});
  expect(faults.map(({ file }) => file)).toEqual(Object.keys(options));
});

test('an embedded simulator differs from the command only in its port, its place and its seed', () => {
  const parsed = parseConfig({ flags: {}, env: {} });
  const command = parsed.kind === 'ok' ? parsed.config : undefined;
  const own = OPTION_NAMES.filter((name) => 'isCommandLineOnly' in OPTIONS[name]);
  const config = Object.fromEntries(
    Object.entries({ ...command }).filter(([name]) => !own.some((option) => option === name)),
  );
  expect(createEmbeddedConfig()).toEqual({ ...config, port: 0, data: undefined, seed: '1' });
  // A program passes its own responder beside the options.
  const embedded = SERVER_OPTION_NAMES.filter((name) => !['ephemeral', 'responder', 'config'].includes(name));
  expect(Object.keys(createEmbeddedConfig())).toEqual(embedded);
  expect(OPTIONS.maxBody.default).toBe(createEmbeddedConfig().maxBody);
});
