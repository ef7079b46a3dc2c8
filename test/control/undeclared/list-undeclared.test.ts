import { expect, it } from 'vitest';
import { loadContract, loadControlContract } from '../../../src/assembly/load/load-contract.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import { createReadDeclared } from '../../../src/control/undeclared/declared.ts';
import { listUndeclared } from '../../../src/control/undeclared/list-undeclared.ts';
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
