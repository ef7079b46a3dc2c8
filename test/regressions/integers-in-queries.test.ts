import { expect, test } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { loadContract, loadControlContract } from '../../src/assembly/load/load-contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';

// Found by Schemathesis: `user_ids[]=49456865321999056` is valid for { type: integer, minimum: 1 } and was rejected
// with "must be an integer", because JSON numbers are doubles in JavaScript.
test('the contract bounds every integer of a query, so that each valid one is an exact number', async () => {
  const documents = [(await loadContract(undefined)).contract.document, (await loadControlContract()).document];
  expect(documents.map(countIntegers).every((count) => count > 0)).toBe(true);
  expect(documents.flatMap((document) => findIntegers(document).filter(isUnbounded))).toEqual([]);
});

test.each(['user_id', 'user_ids[]'])('an integer beyond 2^53 in %s is rejected', async (name) => {
  const simulator = await createSimulator();
  const url = `http://localhost/api/v1/agents?${encodeURIComponent(name)}=49456865321999056`;
  const response = await simulator.fetch(new Request(url, { headers: { authorization: 'Bearer athena-demo-token' } }));
  expect(response.status).toBe(422);
  await simulator.close();
});

function countIntegers(document: JsonValue): number {
  return findIntegers(document).length;
}

/** Returns the schema of each integer query parameter. */
function findIntegers(value: JsonValue): readonly JsonObject[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(findIntegers);
  if (!isJsonObject(value)) return [];
  const { in: location, schema } = value;
  if (location !== 'query' || !isJsonObject(schema)) return Object.values(value).flatMap(findIntegers);
  const one = isJsonObject(schema['items']) ? schema['items'] : schema;
  return one['type'] === 'integer' ? [one] : [];
}

function isUnbounded({ maximum }: JsonObject): boolean {
  return typeof maximum !== 'number' || maximum > Number.MAX_SAFE_INTEGER;
}
