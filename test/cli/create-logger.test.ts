import { describe, expect, test } from 'vitest';
import { createLogger, type LoggerOptions } from '../../src/cli/log/create-logger.ts';

describe('json', () => {
  test('writes one line of JSON synchronously, with the level’s name and the time in UTC', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.info({ status: 200 }, 'answered');
    expect(text()).toMatch(/^\{"level":"info","time":"\d{4}-\d\d-\d\dT[\d:.]+Z","status":200,"msg":"answered"\}\n$/);
  });

  test('includes the stack of an error', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.error({ err: new Error('kaput') }, 'failed');
    expect(JSON.parse(text())).toMatchObject({
      level: 'error',
      err: { message: 'kaput', stack: expect.stringContaining('Error: kaput') as unknown },
    });
  });
});

test('pretty writes readable lines, without colours when the output is not a terminal', () => {
  const { logger, text } = capture({ logFormat: 'pretty' });
  logger.warn({ operation: 'listPets' }, 'slow');
  expect(text()).toMatch(/^\[\d\d:\d\d:\d\d\] WARN: slow\n {4}operation: "listPets"\n$/);
});

describe('a request in the pretty format', () => {
  const REQUEST = { requestId: 'r1', method: 'POST', path: '/api/v1/threads', status: 422, milliseconds: 3.1 };

  test.each<[fields: object, line: string]>([
    [{ ...REQUEST, status: 201 }, 'POST /api/v1/threads 201 3.1 ms'],
    [
      { ...REQUEST, code: 'VALIDATION_FAILED', field: 'name', reason: 'The name field is required.' },
      'POST /api/v1/threads 422 3.1 ms VALIDATION_FAILED name: The name field is required.',
    ],
    [
      { ...REQUEST, status: 404, code: 'RECORD_NOT_FOUND', reason: 'No pet 7.' },
      'POST /api/v1/threads 404 3.1 ms RECORD_NOT_FOUND No pet 7.',
    ],
    [
      { ...REQUEST, status: 404, code: 'RECORD_NOT_FOUND', reason: 'No pet 7.', remedy: 'Name one.', explain: 'npx x' },
      'POST /api/v1/threads 404 3.1 ms RECORD_NOT_FOUND No pet 7. Remedy: Name one. Why: npx x',
    ],
    [{ method: 'GET', path: '/slow', milliseconds: 50, aborted: true }, 'GET /slow 50 ms (client disconnected)'],
    [
      { ...REQUEST, code: 'VALIDATION_FAILED', field: 'a\u001b[2Jb\n', reason: 'x\u009by\u2028z\u202e' },
      String.raw`POST /api/v1/threads 422 3.1 ms VALIDATION_FAILED a\u001b[2Jb\u000a: x\u009by\u2028z\u202e`,
    ],
  ])('is one line: %j', (fields, line) => {
    const { logger, text } = capture({ logFormat: 'pretty' });
    logger.info(fields, 'request');
    expect(text()).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: /);
    expect(text().replace(/^.*? INFO: /, '')).toBe(`${line}\n`);
  });

  test('has separate fields in JSON', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.info({ ...REQUEST, code: 'VALIDATION_FAILED', field: 'name', reason: 'no' }, 'request');
    expect(JSON.parse(text())).toMatchObject({
      ...REQUEST,
      code: 'VALIDATION_FAILED',
      field: 'name',
      reason: 'no',
      msg: 'request',
    });
  });
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
  ])('are redacted in %j', (fields) => {
    const { logger, text } = capture({ logFormat: 'json', redactedHeaders: ['x-key', 'X-Other'] });
    logger.info(fields, 'answered');
    expect(text()).not.toContain('s3cret');
    expect(text()).toContain('[redacted]');
  });

  test('fields with similar names are not redacted', () => {
    const { logger, text } = capture({ logFormat: 'json' });
    logger.info({ tokens: 12, cookies: 1, broken: true, key: 'a' }, 'counted');
    expect(JSON.parse(text())).toMatchObject({ tokens: 12, cookies: 1, broken: true, key: 'a' });
  });

  test('a circular field is cut off', () => {
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
