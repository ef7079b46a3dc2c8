import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createSchemaReader } from '../../src/contract/schema/schema-reader.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { bodyExamples, exampleRequest, send } from '../support/contract-requests.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

const { contract } = await loadContract(undefined);
const { resolve } = createSchemaReader(contract.document);

/** Texts that a person or an attacker may enter in a free-text field. Each is cut to the field's maximum length. */
const ODD: readonly string[] = [
  'A'.repeat(65_535),
  `${'A'.repeat(300)} ${'B'.repeat(300)} ${'C'.repeat(300)}`,
  'open a ticket and then '.repeat(2800),
  '👩‍👩‍👧'.repeat(8000),
  `${' '.repeat(60_000)}x`,
  '{{text}} {{prompt}} }}{{',
  'ﬃ'.repeat(300),
  'ß',
  '\u0000\u202E\uFEFF\u2028',
  '__proto__',
  "'; drop table --",
];

/** Returns bodies of an operation's example, each with one of its free texts replaced. */
function withText(schema: JsonObject | undefined, body: JsonValue, text: string): readonly JsonObject[] {
  if (!isJsonObject(body)) return [];
  const properties = schema === undefined ? {} : (resolve(schema)['properties'] as JsonObject | undefined);
  return Object.entries(properties ?? {}).flatMap(([name, declared]) => {
    const own = isJsonObject(declared) ? resolve(declared) : {};
    const items = isJsonObject(own['items']) ? resolve(own['items']) : {};
    if (isFreeText(own)) return [{ ...body, [name]: cutTo(own, text) }];
    return isFreeText(items) ? [{ ...body, [name]: [cutTo(items, text)] }] : [];
  });
}

function isFreeText({ type = '', format, enum: choices }: JsonObject): boolean {
  return JSON.stringify(type).includes('string') && format === undefined && choices === undefined;
}

function cutTo({ maxLength = 65_535 }: JsonObject, text: string): string {
  return text.slice(0, Number(maxLength));
}

async function expectReadable(simulator: Simulator): Promise<void> {
  for (const list of contract.operations.filter(({ behaviour }) => behaviour === 'list')) {
    const { status } = await send(simulator, { ...exampleRequest(contract, list), query: { per_page: '100' } });
    expect([list.id, status]).toEqual([list.id, 200]);
  }
  const edited = await send(simulator, {
    method: 'PATCH',
    path: '/__admin/state/users/123',
    query: {},
    headers: {},
    body: {},
  });
  expect(edited.status).toBe(200);
}

const writing = contract.operations.filter(({ method, body }) => method !== 'GET' && body !== undefined);

/** Sends each text to an operation and returns the bodies whose response was a 5xx. */
async function sendAll(
  simulator: Simulator,
  operation: Operation,
  texts: readonly string[],
): Promise<readonly string[]> {
  const failed: string[] = [];
  const { schema } = operation.body?.mediaTypes[0] ?? {};
  const [example] = bodyExamples(contract, operation);
  for (const text of texts) {
    for (const body of withText(schema, example?.[1] ?? {}, text)) {
      const { status } = await send(simulator, { ...exampleRequest(contract, operation), body });
      if (status >= 500) failed.push(`${status} ${JSON.stringify(body).slice(0, 200)}`);
    }
  }
  return failed;
}

describe('odd texts', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await createSimulator();
  });
  afterAll(() => simulator.close());

  it.each(writing.map((operation) => [operation.id, operation] as const))(
    'are accepted or rejected by %s',
    async (_id, operation) => {
      expect(await sendAll(simulator, operation, ODD)).toEqual([]);
    },
  );

  it.each(
    writing.filter(({ id }) => /generate|train|share/i.test(id)).map((operation) => [operation.id, operation] as const),
  )('at random are accepted or rejected by %s', async (_id, operation) => {
    const words = fc.constantFrom(
      'create',
      'for each',
      'ticket',
      'and',
      '.',
      'https://a.example/',
      'x'.repeat(300),
      '😀',
      'less than 3',
    );
    const sentence = fc.array(words, { maxLength: 100 }).map((parts) => parts.join(' '));
    const text = fc.oneof(sentence, fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(text, async (each) => {
        expect(await sendAll(simulator, operation, [each])).toEqual([]);
      }),
      { numRuns: 10, seed: 1 },
    );
  });

  it('leave every list readable and the state editable', async () => {
    await expectReadable(simulator);
    expect(simulator.violations().breaches).toEqual([]);
    expect(simulator.violations().checked).toBeGreaterThan(100);
  });

  it.each(['workflows', 'agents'])('of 65,000 characters take linear time in POST /%s/generate', async (name) => {
    const path = `/api/v1/${name}/generate`;
    const request = { method: 'POST', path, query: {}, headers: { authorization: 'Bearer athena-demo-token' } };
    const distinct = Array.from({ length: 9000 }, (_, index) => `word${index}s`).join(' ');
    for (const text of [
      ...ODD,
      distinct,
      'create '.repeat(9300),
      'for each item '.repeat(4600),
      'If value is over     '.repeat(3000),
    ]) {
      let fastest = Number.POSITIVE_INFINITY;
      for (let attempt = 0; attempt < 3 && fastest > 100; attempt += 1) {
        const body = { prompt: text.slice(0, 65_000) };
        fastest = Math.min(fastest, await measureProcessorTime(() => send(simulator, { ...request, body })));
      }
      // A quadratic expression takes seconds.
      expect(fastest, text.slice(0, 30)).toBeLessThan(400);
    }
  });
});
