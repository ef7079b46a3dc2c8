import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../src/index.ts';
import { PROBLEMS, type ProblemCode } from '../src/kernel/problem.ts';

const run = promisify(execFile);
const read = (name: string): string => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());

async function bash(script: string): Promise<string> {
  const { stdout } = await run(
    'bash',
    ['-euo', 'pipefail', '-c', script.replaceAll(/http:\/\/(?:127\.0\.0\.1|localhost):4010/g, url)],
    {
      maxBuffer: 10_000_000,
    },
  );
  return stdout;
}

/**
 * A bug, more load than there is room for, a full disk, a model that fails by a script alone, what only other people's
 * contracts refuse (test/conformance/cases/negotiation), and what needs an option (test/control,
 * test/athena/authentication) or replicas (test/replicas).
 */
const UNPROVOKABLE: ReadonlySet<ProblemCode> = new Set([
  'SERVER_ERROR',
  'OVERLOADED',
  'REPLICA_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'WRITE_UNCERTAIN',
  'STORE_FULL',
  'UPSTREAM_FAILED',
  'NOT_ACCEPTABLE',
  'SANDBOX_REQUIRED',
  'ADMIN_TOKEN_REQUIRED',
  'CSRF_TOKEN_MISMATCH',
]);

describe('docs/errors.md', () => {
  const sections = [...read('docs/errors.md').matchAll(/^## ([A-Z_]+)\n+```sh\n([^`]+)```/gm)].map(
    ([, code = '', script = '']) => ({
      code,
      script,
    }),
  );
  const provokable = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => !UNPROVOKABLE.has(code));

  it('has every code and its status', () => {
    expect(sections.map(({ code }) => code)).toEqual(provokable);
    for (const [code, { status }] of Object.entries(PROBLEMS))
      expect(read('docs/errors.md')).toContain(`| \`${code}\` | ${status} |`);
  });

  it.each(sections)('provokes $code', async ({ code, script }) => {
    const answer = await bash(script.replace('curl -i', 'curl -si'));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${PROBLEMS[code as ProblemCode].status} `, 'm'));
    expect(answer.toLowerCase()).toContain(`x-athena-error: ${code.toLowerCase()}`);
    const body = JSON.parse(answer.slice(answer.indexOf('{'))) as { message?: string; detail?: string };
    expect(body.message ?? body.detail).toMatch(/./);
  });
});

describe('docs/prefer.md', () => {
  const examples = [...read('docs/prefer.md').matchAll(/```sh\n(curl[^`]+)```\n+```http\n([^`]+)```/g)].map(
    ([, script = '', answer = '']) => ({
      script,
      answer,
    }),
  );

  it('shows each kind of response', () => {
    expect(examples).toHaveLength(3);
  });

  it.each(examples)('answers $script', async ({ script, answer }) => {
    const lines = (await bash(script.replace('curl -i', 'curl -si'))).split(/\r?\n/).map((line) => line.toLowerCase());
    for (const line of answer.trim().split('\n')) expect(lines).toContain(line.toLowerCase());
  });
});

describe('README.md', () => {
  const blocks = [...read('README.md').matchAll(/```sh\n(curl[^`]+)```(?:\n+```json\n([^`]+)```)?/g)].map(
    ([, script = '', answer]) => ({
      script,
      answer,
    }),
  );

  it('shows a sign-in and a stateful flow', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(6);
    expect(blocks.some(({ script }) => script.includes('/auth/sign-in'))).toBe(true);
  });

  it('says that responses are excerpts, and shows a whole one', async () => {
    expect(read('README.md')).toContain('The responses below are excerpts');
    const [, command = '', whole = ''] = /```\n\$ (curl[^\n]+)\n([^\n]+)\n```\n/.exec(read('README.md')) ?? [];
    expect(await bash(command.replace('curl ', 'curl -sS '))).toBe(whole);
  });

  it('takes one screen to the first command', () => {
    expect(read('README.md').split('```')[0]?.split('\n').length).toBeLessThanOrEqual(25);
  });

  it('shows what happens', async () => {
    for (const { script, answer } of blocks) {
      const output = await bash(script.replaceAll('curl ', 'curl -sS --fail-with-body '));
      expect(output).toMatch(/^\{/);
      if (answer !== undefined) expect(JSON.parse(output)).toMatchObject(JSON.parse(answer) as object);
    }
  });
});

describe('docs/workflows.md', () => {
  it('starts an execution, which a server with a seed shows at its end', async () => {
    const [, script = ''] = /```sh\n([^`]+)```/.exec(read('docs/workflows.md')) ?? [];
    expect(JSON.parse(await bash(script))).toMatchObject({
      data: { mode: 'webhook', status: 'success', is_finished: true },
    });
  });
});

describe('docs/runs.md', () => {
  const blocks = [...read('docs/runs.md').matchAll(/```sh\n(curl[^`]+)```(?:\n+```json\n([^`]+)```)?/g)];

  it('shows what happens', async () => {
    expect(blocks).toHaveLength(3);
    for (const [, script = '', answer] of blocks) {
      const output = await bash(script.replaceAll('curl ', 'curl -sS --fail-with-body '));
      if (script.includes('-N')) expect(output).toMatch(/^id: 1\nevent: run\.started\n[^]+event: run\.completed\n/);
      else
        expect(JSON.parse(output)).toMatchObject(
          answer === undefined ? { data: { output: expect.any(String) } } : (JSON.parse(answer) as object),
        );
    }
  });
});

it('the script in docs/scripts.md is one', async () => {
  const [, yaml = ''] = /```yaml\n([^`]+)```/.exec(read('docs/scripts.md')) ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'athena-docs-'));
  await writeFile(join(folder, 'script.yaml'), yaml);
  const scripted = await createSimulator({ script: join(folder, 'script.yaml') });
  expect(scripted.summary.operations).toBeGreaterThan(0);
  await scripted.close();
  await rm(folder, { recursive: true });
});

describe('docs/control-plane.md', () => {
  const blocks = [...read('docs/control-plane.md').matchAll(/```sh\n(curl[^`]+)```(?:\n+```json\n([^`]+)```)?/g)].map(
    ([, script = '', answer]) => ({
      script,
      answer,
    }),
  );

  it('shows what happens', async () => {
    expect(blocks.length).toBeGreaterThanOrEqual(9);
    const own = await createSimulator();
    const { url: address } = await own.listen();
    for (const { script, answer } of blocks) {
      const { stdout } = await run('bash', [
        '-euo',
        'pipefail',
        '-c',
        script
          .replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1):4010/g, address)
          .replaceAll('curl ', 'curl -sS --fail-with-body '),
      ]);
      if (answer !== undefined) expect(JSON.parse(stdout)).toMatchObject(JSON.parse(answer) as object);
    }
    await own.close();
  });

  it('shows what a test can do without a request', async () => {
    const [, script = ''] = /```ts\n([\s\S]+?)```/.exec(read('docs/control-plane.md')) ?? [];
    const body = script.replace(/^import .*$/m, '').replace('await using simulator', 'const simulator');
    const play = Reflect.construct(AsyncFunction, ['createSimulator', `${body}\nawait simulator.close();`]) as (
      make: typeof createSimulator,
    ) => Promise<void>;
    await expect(play(createSimulator)).resolves.toBeUndefined();
  });
});

const AsyncFunction = (async () => {}).constructor;
