import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const INDEX = new URL('../../dist/index.js', import.meta.url).href;
const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';

/**
 * Writes, sends a file, moves the clock past a schedule, decides what waits, is refused without a CSRF token and reads,
 * in a sandbox and in the baseline; prints everything that was answered, headers too.
 */
const SCRIPT = `
const { createSimulator } = await import(${JSON.stringify(INDEX)});
const simulator = await createSimulator({ seed: '7', csrf: true, rateLimit: '1000/min', tokenTtl: 3_600_000 });
const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const { url } = await simulator.listen();
for (const place of [simulator.sandbox('w1'), simulator]) {
  const sendAs = async (further, method, path, body) => {
    const init = { method, headers: { ...headers, ...further }, body };
    const response = await place.fetch('http://localhost' + path, init);
    const text = await response.text();
    console.log(method, path, response.status, JSON.stringify([...response.headers]), text);
    return text.startsWith('{') ? JSON.parse(text) : {};
  };
  const send = (method, path, body) => sendAs({}, method, path, body && JSON.stringify(body));
  await send('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
  await send('POST', '/api/v1/threads', { name: 'Ünïcode ı İ ß' });
  await send('GET', '/sanctum/csrf-cookie');
  const forged = { cookie: 'athena_session=a', origin: 'http://localhost', 'x-xsrf-token': 'b' };
  await sendAs(forged, 'POST', '/api/v1/auth/sign-in', '{"email":"john.doe@example.com","password":"password"}');
  const form = ['thread_uuid"\\r\\n\\r\\n${THREAD}', 'content"\\r\\n\\r\\nÜ', 'attachments[]"; filename="ı.txt"\\r\\n\\r\\nß'];
  const parts = form.map((part) => '--b\\r\\nContent-Disposition: form-data; name="' + part + '\\r\\n').join('') + '--b--\\r\\n';
  const { data } = await sendAs({ 'content-type': 'multipart/form-data; boundary=b' }, 'POST', '/api/v1/messages', parts);
  const file = await fetch(new URL(new URL(data.attachments[0].media.original_url).pathname, url));
  console.log(file.status, file.headers.get('etag'), await file.text());
  const step = { position: { x: 0, y: 0 } };
  const clock = { ...step, id: 'clock', type: 'trigger.schedule', data: { parameters: { cron: '30 2 * * *' } } };
  const end = { ...step, id: 'end', type: 'data.set', data: { parameters: { at: '{{ clock.fired_at }}' } } };
  const graph = { nodes: [clock, end], edges: [{ id: 'e', source: 'clock', target: 'end' }] };
  await send('POST', '/api/v1/workflows', { name: 'Nightly', status: 'active', settings: { timezone: 'Europe/Berlin' }, ...graph });
  const { approvals } = await send('GET', '/__admin/approvals');
  await send('POST', '/__admin/approvals/' + approvals[1].id, { decision: 'approved' });
  await send('POST', '/api/v1/' + approvals[0].owner.replace('_', '-') + '/stop');
  await send('POST', '/__admin/clock/advance', { duration: 'P40DT3H' });
  await send('GET', '/api/v1/workflow-executions?per_page=100&with=workflowExecutionData');
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
    env: { PATH: process.env['PATH'], NODE_OPTIONS: process.env['NODE_OPTIONS'], ...environment },
    maxBuffer: 50_000_000,
  });
  return stdout;
}

test('the same seed and requests produce the same bytes in every process, time zone and language', async () => {
  const answers = await answersIn({ TZ: 'UTC', LANG: 'C' });
  expect(answers.length).toBeGreaterThan(10_000);
  expect(answers).not.toMatch(/ 5\d\d \[/);
  // Refused without a token, and started by the schedule, in both worlds.
  expect(answers.match(/ 419 \[/g)).toHaveLength(2);
  expect(answers.match(/"fired_at":"2025-07-01T00:30:00Z"/g)?.length).toBeGreaterThanOrEqual(2);
  expect(answers.match(/^200 "\S+" ß$/gm)).toHaveLength(2);
  for (const environment of [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'America/St_Johns', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  ]) {
    expect(await answersIn(environment)).toBe(answers);
  }
});
