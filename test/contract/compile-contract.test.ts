import { describe, expect, it } from 'vitest';
import { compileContract } from '../../src/contract/compile-contract.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import type { JsonObject } from '../../src/kernel/json.ts';

const locate = (pointer: string) => ({ file: 'spec.yaml', pointer });

interface Changes {
  readonly resource?: JsonObject;
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
  readonly parameters?: readonly JsonObject[];
  readonly create?: JsonObject;
  readonly path?: string;
}

/** A contract of one resource that is right, but for the changes. */
function contractOf({
  resource = {},
  properties = {},
  required = ['id'],
  parameters = [],
  create = {},
  path = '/pets/{pet_id}',
}: Changes): JsonObject {
  const ok = (schema: JsonObject) => ({ '200': { description: 'ok', content: { 'application/json': { schema } } } });
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        get: { operationId: 'listPets', parameters, responses: ok({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }) },
        post: {
          operationId: 'createPet',
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } } },
          responses: ok({ $ref: '#/components/schemas/Pet' }),
          ...create,
        },
      },
      [path]: {
        parameters: [{ name: 'pet_id', in: 'path', required: true, schema: { type: 'string' } }],
        get: { operationId: 'retrievePet', responses: ok({ $ref: '#/components/schemas/Pet' }) },
        delete: { operationId: 'deletePet', responses: { '204': { description: 'gone' } } },
      },
    },
    components: {
      schemas: {
        Pet: {
          type: 'object',
          required,
          properties: { id: { type: 'string' }, name: { type: 'string' }, ...properties },
          'x-resource': { collection: 'pets', key: 'id', computed: { id: 'uuid' }, ...resource },
        },
      },
    },
  };
}

function faultsOf(changes: Changes): readonly string[] {
  try {
    compileContract({ document: contractOf(changes), locate });
    return [];
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    expect(error.faults.every(({ remedy }) => remedy !== '')).toBe(true);
    return error.faults.map(({ pointer, message }) => `${pointer}: ${message}`);
  }
}

const AT = '/components/schemas/Pet/x-resource';

describe('compileContract', () => {
  it('infers what each operation does', () => {
    const { operations } = compileContract({ document: contractOf({}), locate });
    expect(operations.map(({ id, behaviour, resource }) => [id, behaviour, resource?.name])).toEqual([
      ['listPets', 'list', 'Pet'],
      ['createPet', 'create', 'Pet'],
      ['retrievePet', 'retrieve', 'Pet'],
      ['deletePet', 'delete', 'Pet'],
    ]);
  });

  it('freezes what simulators share', () => {
    const contract = compileContract({ document: contractOf({}), locate });
    expect(Object.isFrozen(contract)).toBe(true);
    expect(Object.isFrozen(contract.document['paths'])).toBe(true);
    expect(Object.isFrozen(contract.operations)).toBe(true);
  });

  it.each<[string, Changes, readonly string[]]>([
    ['nothing', {}, []],
    ['an unknown behaviour', { create: { 'x-behaviour': 'invent' } }, ['/paths/~1pets/post/x-behaviour: There is no behaviour "invent".']],
    [
      'a behaviour without a resource',
      {
        create: {
          'x-behaviour': 'create',
          responses: { '200': { description: 'ok', content: { 'application/json': { schema: { type: 'string' } } } } },
        },
      },
      ['/paths/~1pets/post/x-behaviour: "create" needs a resource.'],
    ],
    [
      'a relation to nowhere',
      { resource: { relations: { owner: { schema: 'Person', key: 'owner_id' } } } },
      [`${AT}/relations/owner: The relation leads to "Person", which is no resource.`],
    ],
    [
      'a relation without a key',
      { resource: { relations: { owner: { schema: 'Pet' } } } },
      [`${AT}/relations/owner: A relation needs a "schema" and one of "key", "keys" and "foreign_key".`],
    ],
    [
      'a foreign key that nobody holds',
      { resource: { relations: { kids: { schema: 'Pet', foreign_key: 'parent_id' } } } },
      [`${AT}/relations/kids: Pet holds no "parent_id".`],
    ],
    ['a keyword that means nothing', { resource: { sorts: ['name'] } }, [`${AT}/sorts: "sorts" means nothing here.`]],
    ['a key that is no property', { resource: { key: 'uuid' } }, [`${AT}/key: The key "uuid" is not a property.`]],
    ['an owner that is no relation', { resource: { owner: 'user' } }, [`${AT}/owner: The owner "user" is not a relation with a "key".`]],
    ['an access rule that is none', { resource: { visible_to: ['friends'] } }, [`${AT}/visible_to: "friends" is no access rule.`]],
    [
      'a way to compute that is none',
      { resource: { computed: { id: 'magic' } } },
      [
        `${AT}/computed/id: "magic" is no way to compute a property.`,
        '/components/schemas/Pet/properties/id: createPet can make a Pet without "id", which it requires.',
      ],
    ],
    [
      'a computed property that is none',
      { resource: { computed: { id: 'uuid', age: 'server' } } },
      [`${AT}/computed/age: "age" is not a property.`],
    ],
    [
      'a count of what is not many',
      { resource: { computed: { id: 'uuid', name: { count: 'name' } } } },
      [`${AT}/computed/name: "name" is no relation to many.`],
    ],
    ['a count that no property shows', { resource: { counts: ['kids'] } }, [`${AT}/counts: There is no property "kids_count".`]],
    ['a search in no field', { resource: { search: ['colour'] } }, [`${AT}: "colour" is no field.`]],
    ['a filter on no field', { resource: { filters: { shade: 'colour' } } }, [`${AT}/filters/shade: "colour" is no field.`]],
    ['a filter that is none', { resource: { filters: { shade: { op: 'like' } } } }, [`${AT}/filters/shade: {"op":"like"} is no filter.`]],
    [
      'a list parameter without a meaning',
      { parameters: [{ name: 'colour', in: 'query', schema: { type: 'string' } }] },
      ['/paths/~1pets/get/parameters/0/schema: The parameter "colour" of listPets filters by nothing.'],
    ],
    [
      'two ways to sort',
      { parameters: [{ name: 'sort_by', in: 'query', schema: { enum: ['name'] } }], resource: { sort: ['id'] } },
      ['/paths/~1pets/get/parameters/0/schema: listPets accepts sort_by name and Pet sorts by id.'],
    ],
    [
      'a record that a create cannot complete',
      { required: ['id', 'name'] },
      ['/components/schemas/Pet/properties/name: createPet can make a Pet without "name", which it requires.'],
    ],
    [
      'a path parameter that is not declared',
      { path: '/pets/{id}' },
      [
        '/paths/~1pets~1{id}/get: The path parameter "id" is not declared.',
        '/paths/~1pets~1{id}/delete: The path parameter "id" is not declared.',
      ],
    ],
    [
      'an operationId twice',
      { create: { operationId: 'listPets' } },
      ['/paths/~1pets/post/operationId: The operationId "listPets" is also at /paths/~1pets/get.'],
    ],
  ])('finds %s', (_what, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });
});
