import { describe, expect, test } from 'vitest';
import { createLogger, type LoggerOptions } from '../../src/cli/create-logger.ts';

describe('json', () => {
  test('writes one line of JSON at once, with the level by name and the time in UTC', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.info({ status: 200 }, 'answered');
    expect(text()).toMatch(/^\{"level":"info","time":"\d{4}-\d\d-\d\dT[\d:.]+Z","status":200,"msg":"answered"\}\n$/);
  });

  test('keeps the stack of an error', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.error({ err: new Error('kaput') }, 'failed');
    expect(JSON.parse(text())).toMatchObject({
      level: 'error',
      err: { message: 'kaput', stack: expect.stringContaining('Error: kaput') as unknown },
    });
  });
});

test('pretty writes a line that a person can read, without colour where no person looks', () => {
  const { logger, text } = capture({ logFormat: 'pretty' });
  logger.warn({ operation: 'listPets' }, 'slow');
  expect(text()).toMatch(/^\[\d\d:\d\d:\d\d\] WARN: slow\n {4}operation: "listPets"\n$/);
});

test.each([
  ['silent', []],
  ['error', ['e']],
  ['warn', ['w', 'e']],
  ['info', ['i', 'w', 'e']],
] as const)('at level %s it writes %j', (logLevel, expected) => {
  const { logger, text } = capture({ logFormat: 'json', logLevel });
  logger.info({}, 'i');
  logger.warn({}, 'w');
  logger.error({}, 'e');
  expect([...text().matchAll(/"msg":"(\w)"/g)].map(([, message]) => message)).toEqual(expected);
});

describe('secrets', () => {
  test.each([
    { headers: { authorization: 'Bearer s3cret' } },
    { headers: { Cookie: 'session=s3cret', 'set-cookie': ['session=s3cret'] } },
    { headers: { 'X-Key': 's3cret' } },
    { headers: { 'x-other': 's3cret' } },
    { token: 's3cret' },
    { user: { password: 's3cret', access_token: 's3cret', accessToken: 's3cret', apiKey: 's3cret' } },
    { list: [{ client_secret: 's3cret' }] },
  ])('%j is written without what is secret', (fields) => {
    const { logger, text } = capture({ logFormat: 'json', redactedHeaders: ['x-key', 'X-Other'] });
    logger.info(fields, 'answered');
    expect(text()).not.toContain('s3cret');
    expect(text()).toContain('[redacted]');
  });

  test('what only sounds like one is kept', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.info({ tokens: 12, cookies: 1, broken: true, key: 'a' }, 'counted');
    expect(JSON.parse(text())).toMatchObject({ tokens: 12, cookies: 1, broken: true, key: 'a' });
  });

  test('a field that contains itself is cut, not followed for ever', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    logger.info(cycle, 'cycle');
    expect(text()).toContain('"msg":"cycle"');
  });
});

function capture(options: Partial<LoggerOptions>) {
  let text = '';
  const output = { write: (line: string) => (text += line) };
  const logger = createLogger({ logLevel: 'info', logFormat: 'json', redactedHeaders: [], output, ...options });
  return { logger, text: () => text };
}
