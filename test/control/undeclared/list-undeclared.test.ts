import { expect, it } from 'vitest';
import { loadContract, loadControlContract } from '../../../src/assembly/load/load-contract.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import { createReadDeclared } from '../../../src/control/undeclared/declared.ts';
import { listUndeclared } from '../../../src/control/undeclared/list-undeclared.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import type { CompiledContract } from '../../../src/contract/model/contract.ts';

it.each<[string, () => Promise<CompiledContract>]>([
  ['the API', async () => (await loadContract(undefined)).contract],
  ['the control plane', loadControlContract],
])('no example of a body of %s has a field that is not declared', async (_, load) => {
  const { document, operations } = await load();
  const readDeclared = createReadDeclared(createSchemaReader(document).resolve);
  const bodies = operations.flatMap(({ id, body }) =>
    (body?.mediaTypes ?? []).flatMap(({ schema = {}, examples }) =>
      [...examples].map(([name, value]) => ({ name: `${id} ${name}`, value, declared: readDeclared([schema]) })),
    ),
  );
  const found = bodies.flatMap(({ name, value, declared }) =>
    [...listUndeclared(value, declared, readDeclared)].map(({ path }) => `${name} ${path.join('/')}`),
  );
  expect(bodies.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
});

it('lists what is nested deeply in alternatives that refer to each other', () => {
  const refer = (name: string) => ({ $ref: `#/$defs/${name}`, description: name });
  const left = { type: 'object', properties: { left: refer('any'), right: { $ref: '#/$defs/any' } } };
  const definitions: Readonly<Record<string, JsonObject>> = {
    any: { oneOf: [refer('one'), refer('other')] },
    one: left,
    other: structuredClone(left),
  };
  const resolve = (schema: JsonObject): JsonObject =>
    definitions[String(schema['$ref']).replace('#/$defs/', '')] ?? schema;
  const readDeclared = createReadDeclared(resolve);
  // Schemas that double with each level would fill any memory.
  let value: JsonValue = { unknown: 1 };
  for (let depth = 0; depth < 50; depth += 1) value = { [depth % 2 === 0 ? 'left' : 'right']: value };
  const found = [...listUndeclared(value, readDeclared([refer('any')]), readDeclared)];
  expect(found.map(({ path }) => path.at(-1))).toEqual(['unknown']);
  expect(found[0]?.path).toHaveLength(51);
});
