import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator } from '../../src/index.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { listExampleCalls, type ExampleCall } from '../support/example-calls.ts';

const temporaryFolder = useTemporaryFolders();

/** The calls of the document that a server of today serves: its examples name dates around today. */
async function readCalls(): Promise<readonly (() => ExampleCall)[]> {
  const simulator = await createSimulator({ seed: null });
  const { text } = await request(simulator.app).get('/openapi.json').expect(200);
  await simulator.close();
  const file = join(await temporaryFolder(), 'openapi.json');
  await writeFile(file, text);
  return listExampleCalls((await loadContract(file)).contract);
}

describe('the examples of a server without a seed', () => {
  it('succeed, each in a new sandbox, and lists and series have data', async () => {
    const calls = await readCalls();
    const simulator = await createSimulator({ seed: null, speed: 'instant' });
    const failed: string[] = [];
    for (const [index, call] of calls.entries()) {
      const { name, operation, request: sent } = call();
      sent.headers.set('x-athena-sandbox', `call-${index}`);
      const response = await simulator.fetch(sent);
      const text = await response.text();
      if (response.status !== Number(operation.success.code))
        failed.push(`${name}: ${response.status} ${text.slice(0, 200)}`);
      else if (isEmpty(text)) failed.push(`${name}: no data`);
    }
    await simulator.close();
    expect(failed).toEqual([]);
    expect(calls.length).toBeGreaterThan(72);
  });
});

/** Returns whether a list has no records, or a series only zeros. */
function isEmpty(text: string): boolean {
  if (!text.startsWith('{')) return false;
  const { data, total } = JSON.parse(text) as { readonly data?: unknown; readonly total?: unknown };
  return (Array.isArray(data) && data.length === 0) || total === 0;
}
