import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBanner } from '../../src/cli/local/banner.ts';
import { createLogger } from '../../src/cli/log/create-logger.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { createSimulator, validateContract } from '../../src/simulator.ts';
import { createFakeContext } from './fake-context.ts';

/**
 * Text with control sequences, 7-bit and 8-bit: clears the screen, sets the window's title, starts a new line, and
 * reverses the direction of writing.
 */
const HOSTILE = 'A\u001b[2J\u001b]0;pwn\u0007\nURL http://evil\r\u009b31m\u007f\u2028\u202e';
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

let folder: string;
let spec: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printable-'));
  spec = join(folder, 'openapi.json');
  const content = { 'application/json': { schema: { type: 'integer' }, example: HOSTILE } };
  const get = { operationId: `x${HOSTILE}`, responses: { '299': { description: 'x', content } } };
  await writeFile(
    spec,
    JSON.stringify({ openapi: '3.0.0', info: { title: HOSTILE, version: '1' }, paths: { '/a': { get } } }),
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Returns the first line with a control character, or a line that a line break in a hostile text has started. */
function findUnprintable(text: string): string | undefined {
  return text.split('\n').find((line) => CONTROLS.test(line) || /^\s*URL http:\/\/evil/.test(line));
}

describe('text of a document', () => {
  it('cannot control the terminal through the banner or the log', async () => {
    const context = createFakeContext({
      argv: ['--spec', spec, '--ephemeral', '--port', '0', '--log-format', 'pretty'],
      createSimulator,
    });
    const running = runCli(context);
    await expect.poll(() => context.written.out).toContain('simulating A\\u001b[2J');
    context.signal('SIGTERM');
    expect(await running).toBe(0);
    expect(findUnprintable(context.written.out)).toBeUndefined();
    expect(findUnprintable(context.written.err)).toBeUndefined();
  });

  it('cannot through the faults that validate prints', async () => {
    const context = createFakeContext({ argv: ['validate', '--spec', spec], validateContract });
    expect(await runCli(context)).toBe(1);
    expect(context.written.err).toContain('\\u001b');
    expect(findUnprintable(context.written.err)).toBeUndefined();
  });

  it.each([
    ['a fault', new BootError([{ file: HOSTILE, pointer: HOSTILE, message: HOSTILE, remedy: HOSTILE }])],
    ['a bug', new Error(HOSTILE.replaceAll('\n', ' '))],
  ])('cannot through %s', async (_name, error) => {
    const context = createFakeContext({ argv: [], createSimulator: () => Promise.reject(error) });
    expect(await runCli(context)).toBe(1);
    expect(findUnprintable(context.written.err)).toBeUndefined();
  });

  it.each(['json', 'pretty'] as const)('cannot through the log in the format %s', (logFormat) => {
    let text = '';
    const output = { isTTY: false, write: (line: string) => (text += line) };
    const logger = createLogger({ logLevel: 'info', logFormat, output, redactedHeaders: [] });
    logger.warn({ title: HOSTILE, [HOSTILE]: 1, nested: { list: [HOSTILE] } }, `Read ${HOSTILE}.`);
    expect(findUnprintable(text)).toBeUndefined();
    if (logFormat === 'json') expect(JSON.parse(text)).toMatchObject({ title: HOSTILE, msg: `Read ${HOSTILE}.` });
  });

  it('does not escape the colours of the log itself', () => {
    let text = '';
    const output = { isTTY: true, write: () => undefined, writeStyled: (line: string) => (text += line) };
    createLogger({ logLevel: 'info', logFormat: 'pretty', output, redactedHeaders: [] }).info({}, 'hello');
    expect(text).toContain('\u001b[');
  });

  it('cannot through any part of the banner', () => {
    const config = {
      publicUrl: undefined,
      trustProxy: false,
      host: '127.0.0.1',
      data: undefined,
      durability: 'sync',
      journal: undefined,
      journalSchema: 'athena_simulator',
      seed: null,
      auth: 'on',
    } as const;
    const rest = { token: 'token', adminToken: undefined, noAdmin: false } as const;
    const summary = { title: HOSTILE, paths: 1, operations: 1, resources: 0, records: 0, milliseconds: 1 };
    const info = {
      version: '1',
      url: 'http://127.0.0.1:1',
      docsPath: '/docs',
      config: { ...config, ...rest },
      adminToken: 'x',
      summary,
    };
    expect(findUnprintable(toBanner({ ...info, welcome: { user: HOSTILE, samplePath: HOSTILE } }))).toBeUndefined();
  });
});
