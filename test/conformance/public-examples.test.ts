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
/** The page without line breaks, so that a sentence may wrap. */
const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
const fakerAt = await loadFaker();
const tally = {
  started: 0,
  withWarnings: [] as string[],
  withBreaches: [] as string[],
  operations: 0,
  succeeded: 0,
  rejected: 0,
};

/** The OpenAPI 3.0 and 3.1 documents with which readme.io tests its own tools. */
describe('the documents of @readme/oas-examples', () => {
  it('are complete', () => expect(documents.length).toBe(53));

  it.each(documents)('$name starts, and every operation responds', async ({ name, file }) => {
    const { contract } = await loadContract(file);
    const simulator = await createSimulator({ spec: file });
    try {
      tally.started += 1;
      if (contract.warnings.length > 0) tally.withWarnings.push(name);
      const make = createSampler(contract, fakerAt);
      const sample = (pointer: string): unknown =>
        make({ pointer, purpose: 'request', seed: '1', direction: 'request', useExamples: true });
      for (const operation of contract.operations) await sendRequest(simulator, operation, sample);
      if (simulator.violations().breaches.length > 0) tally.withBreaches.push(name);
      expect(contract.operations.length).toBe(countOperations(file));
    } finally {
      await simulator.close();
    }
  });

  it('have the results that docs/conformance.md lists', () => {
    const { started, withWarnings, withBreaches, operations, succeeded, rejected } = tally;
    const sentences = [
      `**${started} of ${documents.length} documents start**, ${withWarnings.length} of them with warnings (${withWarnings.join(', ')}).`,
      `${operations} operations: ${succeeded} succeed, ${rejected} are rejected with a 4xx and an error code, none with a 5xx.`,
      withBreaches.length === 0
        ? 'No response breaks its own schema.'
        : `Responses break their own schema in ${withBreaches.join(', ')}.`,
    ];
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });
});

async function sendRequest(
  simulator: Simulator,
  operation: Operation,
  sample: (pointer: string) => unknown,
): Promise<void> {
  const { path, init } = toRequest(operation, sample);
  const response = await simulator.fetch(`http://localhost${path}`, init);
  const text = await response.text();
  const code = response.headers.get('x-athena-error');
  expect(response.status, `${operation.method} ${path}: ${text.slice(0, 300)}`).toBeLessThan(500);
  // A rejection has an error code.
  if (response.status >= 400) expect(code, `${operation.method} ${path}: ${text.slice(0, 300)}`).not.toBeNull();
  tally.operations += 1;
  if (response.status < 400) tally.succeeded += 1;
  else tally.rejected += 1;
}

/** Counts the operations in the file itself, following references of path items. */
function countOperations(file: string): number {
  const { paths = {} } = JSON.parse(readFileSync(file, 'utf8')) as { paths?: Record<string, { $ref?: string }> };
  const items = Object.values(paths).map((item) =>
    item.$ref === undefined ? item : (paths[parsePointer(item.$ref)[1] ?? ''] ?? {}),
  );
  return items
    .flatMap((item) => Object.keys(item))
    .filter((method) => /^(get|put|post|delete|options|head|patch|trace)$/.test(method)).length;
}
