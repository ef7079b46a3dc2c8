import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../src/index.ts';

const run = promisify(execFile);
const read = (name: string): Promise<string> => readFile(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator();
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());

describe.each([
  ['docs/testing.md', 8],
  ['docs/scenarios.md', 3],
  ['docs/explain.md', 3],
])('%s', (file, count) => {
  it('shows what happens', async () => {
    const blocks = [...(await read(file)).matchAll(/```sh\n(curl[^`]+)```\n+```json\n([^`]+)```/g)];
    expect(blocks).toHaveLength(count);
    for (const [, script = '', answer = ''] of blocks) {
      const command = script.replaceAll('http://localhost:4010', url).replaceAll('curl ', 'curl -sS ');
      const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', command], { maxBuffer: 10_000_000 });
      // The pages show the default server, which commands need not name.
      expect(JSON.parse(stdout.replaceAll(` --url ${url}`, ''))).toMatchObject(JSON.parse(answer) as object);
    }
  });
});

it('docs/testing.md shows the example that is run with the package', async () => {
  const [, script = ''] = /```js\n([^`]+)```/.exec(await read('docs/testing.md')) ?? [];
  expect(await read('examples/vitest/test/rename-account.test.ts')).toContain(script.trim());
});

it('the scenario in docs/scenarios.md is valid, and works as described', async () => {
  const [, yaml = ''] = /```yaml\n([^`]+)```/.exec(await read('docs/scenarios.md')) ?? [];
  const scenarios = await mkdtemp(join(tmpdir(), 'scenarios-'));
  await writeFile(join(scenarios, 'renamed.yaml'), yaml);
  const played = await createSimulator({ scenarios, scenario: 'renamed' });
  const account = 'http://127.0.0.1/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
  const get = (address: string): Promise<Response> =>
    played.fetch(address, { headers: { authorization: 'Bearer athena-demo-token' } });
  await get(account);
  expect(await (await get(account)).json()).toMatchObject({
    data: { provider_display_name: 'Renamed', workspace: { name: 'Field Office' } },
  });
  expect((await get('http://127.0.0.1/api/v1/accounts')).status).toBe(503);
  expect((await get('http://127.0.0.1/api/v1/accounts')).status).toBe(200);
  expect(played.clock.now().toISOString()).toBe('2025-07-01T09:00:00.000Z');
  await played.close();
  await rm(scenarios, { recursive: true });
});
