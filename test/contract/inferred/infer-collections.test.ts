import { describe, expect, it } from 'vitest';
import { inferCollections, type Inference } from '../../../src/contract/inferred/infer-collections.ts';
import { compileOperation } from '../../../src/contract/operation/compile-operation.ts';
import { createValidatorFactory } from '../../../src/contract/schema/create-validator-factory.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';

const PET = { $ref: '#/components/schemas/Pet' };
const schemas = {
  Pet: { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } },
  User: { type: 'object', properties: { username: { type: 'string' } }, additionalProperties: false },
};

/** A JSON response with a schema; without one, a response without content. */
function respond(schema?: JsonObject, example?: JsonObject | readonly JsonObject[]): JsonObject {
  if (schema === undefined) return { responses: { '200': {} } };
  const mediaType: JsonObject = example === undefined ? { schema } : { schema, example };
  return { responses: { '200': { content: { 'application/json': mediaType } } } };
}

function accept(schema: JsonObject): JsonObject {
  return { requestBody: { content: { 'application/json': { schema } } }, ...respond(schema) };
}

/** Infers from operations keyed by `METHOD path`, which is their operationId too. */
function infer(operations: Readonly<Record<string, JsonObject>>): Inference {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = operationId.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId, ...operation } };
  }
  const document = { openapi: '3.1.0', paths, components: { schemas } };
  const context = {
    reader: createSchemaReader(document),
    validators: createValidatorFactory(document),
    isThirdParty: true,
  };
  const compiled = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => compileOperation(path, method, context)),
  );
  return inferCollections(compiled, context.reader);
}

function namesOf({ collections }: Inference): readonly string[] {
  return collections.map(({ name }) => name);
}

const LIST = { type: 'array', items: PET };
const PETS = {
  'GET /pets': respond(LIST),
  'POST /pets': accept(PET),
  'GET /pets/{petId}': respond(PET),
};

describe('a collection is inferred', () => {
  it.each<[string, Readonly<Record<string, JsonObject>>, readonly string[]]>([
    ['from POST to the list and GET of an item', PETS, ['pets']],
    [
      'from POST and GET of the list',
      { 'GET /pets': respond(LIST), ...itemOnly('DELETE'), 'POST /pets': accept(PET) },
      ['pets'],
    ],
    ['from PUT and GET of an item', { 'PUT /pets/{id}': accept(PET), 'GET /pets/{id}': respond(PET) }, ['pets']],
    [
      'with a name from every literal segment',
      { 'PUT /api/pets/{id}': accept(PET), 'GET /api/pets/{id}': respond(PET) },
      ['api.pets'],
    ],
    ['not without an operation that creates items', { 'GET /pets': respond(LIST), 'GET /pets/{id}': respond(PET) }, []],
    ['not without an operation that reads items', { 'POST /pets': accept(PET), ...itemOnly('DELETE') }, []],
    ['not from a POST whose body is a list', { 'POST /pets': accept(LIST), 'GET /pets/{id}': respond(PET) }, []],
    ['not from a path without a key', { 'POST /pets': accept(PET), 'GET /pets': respond(LIST) }, []],
    [
      'not from a segment that mixes text and a parameter',
      { 'PUT /pets/{id}.json': accept(PET), 'GET /pets/{id}.json': respond(PET) },
      [],
    ],
  ])('%s', (_title, operations, names) => {
    expect(namesOf(infer(operations))).toEqual(names);
  });

  it('once for paths that differ only in the names of their parameters', () => {
    const { uses } = infer({ ...PETS, 'DELETE /pets/{id}': respond() });
    expect(uses.get('DELETE /pets/{id}')?.use.collection.path).toBe('/pets');
  });
});

describe('an operation gets the rule', () => {
  it.each<[string, Readonly<Record<string, JsonObject>>, string | undefined]>([
    ['GET /pets', {}, 'list'],
    ['POST /pets', {}, 'create'],
    ['GET /pets/{petId}', {}, 'retrieve'],
    ['PUT /pets/{petId}', { 'PUT /pets/{petId}': accept(PET) }, 'update'],
    ['PATCH /pets/{petId}', { 'PATCH /pets/{petId}': accept(PET) }, 'update'],
    ['DELETE /pets/{petId}', { 'DELETE /pets/{petId}': respond() }, 'delete'],
    ['PUT /pets', { 'PUT /pets': accept(PET) }, 'update'],
    ['PUT /pets', { 'PUT /pets': accept({ type: 'object', properties: { name: { type: 'string' } } }) }, undefined],
    ['GET /pets', { 'GET /pets': respond({ type: 'string' }) }, undefined],
    ['POST /other', { 'POST /other': accept(PET) }, undefined],
  ])('of %s with %j: %s', (id, operations, behaviour) => {
    expect(infer({ ...PETS, ...operations }).uses.get(id)?.behaviour).toBe(behaviour);
  });
});

describe('the layout of items', () => {
  it.each<[string, JsonObject, object]>([
    ['is the array itself', LIST, { kind: 'bare', limit: undefined }],
    ['has the limit of maxItems', { ...LIST, maxItems: 5 }, { kind: 'bare', limit: 5 }],
    [
      'is a property of an object',
      { type: 'object', properties: { pets: LIST, total: { type: 'integer' } } },
      { kind: 'wrapped', property: 'pets' },
    ],
  ])('%s', (_title, schema, layout) => {
    expect(infer({ ...PETS, 'GET /pets': respond(schema) }).uses.get('GET /pets')?.use.layout).toMatchObject(layout);
  });

  it('is nothing for a response without content', () => {
    const { uses } = infer({ ...PETS, 'DELETE /pets/{petId}': respond() });
    expect(uses.get('DELETE /pets/{petId}')?.use.layout).toEqual({ kind: 'nothing' });
  });
});

describe('the collection', () => {
  it.each<[string, JsonObject, string]>([
    ['petId', PET, 'id'],
    ['username', { $ref: '#/components/schemas/User' }, 'username'],
    ['anything', { type: 'object' }, 'id'],
  ])('of {%s} has the key that its items declare', (parameter, schema, key) => {
    const path = `/things/{${parameter}}`;
    expect(infer({ [`PUT ${path}`]: accept(schema), [`GET ${path}`]: respond(schema) }).collections[0]?.key).toBe(key);
  });

  it('describes its items', () => {
    const schema = { $ref: '#/components/schemas/User' };
    const [users] = infer({
      'PUT /users/{username}': accept(schema),
      'GET /users/{username}': respond(schema),
    }).collections;
    expect(users?.item).toMatchObject({ pointer: '/components/schemas/User', isClosed: true });
    expect([...(users?.item.properties.keys() ?? [])]).toEqual(['username']);
  });

  it('starts with the examples of its list, each key once', () => {
    const examples = [{ id: 1 }, { id: 2 }, { id: 1, name: 'Rex' }, { name: 'no key' }];
    expect(infer({ ...PETS, 'GET /pets': respond(LIST, examples) }).collections[0]?.examples).toEqual([
      { id: 1, name: 'Rex' },
      { id: 2 },
    ]);
  });

  it('below another one has it as its parent, and takes its key from the path', () => {
    const path = '/pets/{petId}/toys';
    const { collections, uses } = infer({ ...PETS, [`POST ${path}`]: accept(PET), [`GET ${path}/{id}`]: respond(PET) });
    const [pets, toys] = collections;
    expect(toys).toMatchObject({ name: 'pets.toys', parent: pets });
    expect(uses.get(`POST ${path}`)?.use).toMatchObject({ parents: ['petId'], key: undefined });
    expect(uses.get(`GET ${path}/{id}`)?.use).toMatchObject({ parents: ['petId'], key: 'id' });
  });

  it('has a number in its name if another one has that name', () => {
    const twice = { 'PUT /a/b/{id}': accept(PET), 'GET /a/b/{id}': respond(PET) };
    const below = { 'PUT /a/{x}/b/{id}': accept(PET), 'GET /a/{x}/b/{id}': respond(PET) };
    expect(namesOf(infer({ ...twice, ...below }))).toEqual(['a.b', 'a.b_2']);
  });
});

function itemOnly(method: string): Readonly<Record<string, JsonObject>> {
  return { [`${method} /pets/{petId}`]: respond() };
}
