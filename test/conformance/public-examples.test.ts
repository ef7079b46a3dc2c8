import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { parsePointer } from '../../src/kernel/json/pointer.ts';
import { createSampler } from '../../src/sample/schema/create-sampler.ts';
import { loadFaker } from '../../src/sample/schema/load-faker.ts';
import { toRequest } from './sample-request.ts';

const FOLDER = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));
const documents = ['3.0', '3.1'].flatMap((version) =>
  readdirSync(join(FOLDER, version, 'json'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name: `${version}/${name}`, file: join(FOLDER, version, 'json', name) })),
);
const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
const fakerAt = await loadFaker();
const tally = {
  started: 0,
  tolerated: [] as string[],
  breached: [] as string[],
  operations: 0,
  succeeded: 0,
  refused: 0,
};

/** Every public document of OpenAPI 3.0 and 3.1 that readme.io tests its own tools with. */
describe('the documents of @readme/oas-examples', () => {
  it('are all there', () => expect(documents.length).toBe(53));

  it.each(documents)('$name starts, and answers every operation', async ({ name, file }) => {
    const { contract } = await loadContract(file);
    const simulator = await createSimulator({ spec: file });
    try {
      tally.started += 1;
      if (contract.warnings.length > 0) tally.tolerated.push(name);
      const make = createSampler(contract, fakerAt);
      const sample = (pointer: string): unknown =>
        make({ pointer, purpose: 'request', seed: '1', direction: 'request', useExamples: true });
      for (const operation of contract.operations) await answer(simulator, operation, sample);
      if (simulator.violations().breaches.length > 0) tally.breached.push(name);
      expect(contract.operations.length).toBe(countOperations(file));
    } finally {
      await simulator.close();
    }
  });

  it('fare as docs/conformance.md says', () => {
    const { started, tolerated, breached, operations, succeeded, refused } = tally;
    const sentences = [
      `**${started} of ${documents.length} documents start**, ${tolerated.length} of them with warnings (${tolerated.join(', ')}).`,
      `${operations} operations: ${succeeded} succeed, ${refused} are refused with a clear 4xx, none with a 5xx.`,
      breached.length === 0
        ? 'No answer breaks its own schema.'
        : `Answers break their own schema in ${breached.join(', ')}.`,
    ];
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });
});

async function answer(simulator: Simulator, operation: Operation, sample: (pointer: string) => unknown): Promise<void> {
  const { path, init } = toRequest(operation, sample);
  const response = await simulator.fetch(`http://localhost${path}`, init);
  const text = await response.text();
  const code = response.headers.get('x-athena-error');
  expect(response.status, `${operation.method} ${path}: ${text.slice(0, 300)}`).toBeLessThan(500);
  // A refusal says why.
  if (response.status >= 400) expect(code, `${operation.method} ${path}: ${text.slice(0, 300)}`).not.toBeNull();
  tally.operations += 1;
  if (response.status < 400) tally.succeeded += 1;
  else tally.refused += 1;
}

/** The document's own count, path items by reference followed. */
function countOperations(file: string): number {
  const { paths = {} } = JSON.parse(readFileSync(file, 'utf8')) as { paths?: Record<string, { $ref?: string }> };
  const items = Object.values(paths).map((item) =>
    item.$ref === undefined ? item : (paths[parsePointer(item.$ref)[1] ?? ''] ?? {}),
  );
  return items
    .flatMap((item) => Object.keys(item))
    .filter((method) => /^(get|put|post|delete|options|head|patch|trace)$/.test(method)).length;
}
