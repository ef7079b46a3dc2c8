import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const INDEX = new URL('../../dist/index.js', import.meta.url).href;

/**
 * Writes, moves the clock and reads, in the baseline and in a sandbox; prints everything that was answered, headers
 * too.
 */
const SCRIPT = `
const { createSimulator } = await import(${JSON.stringify(INDEX)});
const simulator = await createSimulator({ seed: '7' });
const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
for (const place of [simulator, simulator.sandbox('w1')]) {
  const send = async (method, path, body) => {
    const response = await place.fetch('http://localhost' + path, { method, headers, body: body && JSON.stringify(body) });
    console.log(method, path, response.status, JSON.stringify([...response.headers]), await response.text());
  };
  await send('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
  await send('POST', '/api/v1/threads', { name: 'Ünïcode ı İ ß' });
  await send('POST', '/__admin/clock/advance', { duration: 'P40DT3H' });
  await send('POST', '/api/v1/agents', { name: 'Zebra' });
  for (const path of ['threads', 'agents', 'accounts', 'workflows', 'workspaces', 'agents?sort_by=name', 'threads?search=%C3%BCn']) await send('GET', '/api/v1/' + path);
  await send('GET', '/__admin/state');
  await send('GET', '/__admin/sandboxes');
}
await simulator.close();
`;

async function answersIn(environment: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], ...environment },
    maxBuffer: 50_000_000,
  });
  return stdout;
}

test('the same seed and requests produce the same bytes in every process, time zone and language', async () => {
  const answers = await answersIn({ TZ: 'UTC', LANG: 'C' });
  expect(answers.length).toBeGreaterThan(10_000);
  expect(answers).not.toMatch(/ 5\d\d \[/);
  for (const environment of [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ]) {
    expect(await answersIn(environment)).toBe(answers);
  }
});
