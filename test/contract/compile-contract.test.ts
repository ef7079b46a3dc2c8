import { describe, expect, it } from 'vitest';
import { compileContract } from '../../src/contract/compile-contract.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

const locate = (pointer: string) => ({ file: 'spec.yaml', pointer });

interface Changes {
  readonly resource?: JsonObject;
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
  readonly parameters?: readonly JsonObject[];
  readonly create?: JsonObject;
  readonly path?: string;
}

/** A valid contract with one resource, with the changes applied. */
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
        get: {
          operationId: 'listPets',
          parameters,
          responses: ok({ type: 'array', items: { $ref: '#/components/schemas/Pet' } }),
        },
        post: {
          operationId: 'createPet',
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } } },
          },
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
const MOTHER = { schema: 'Pet', key: 'mother_id' };

describe('compileContract', () => {
  it('rejects two resources with the same collection', () => {
    const document = contractOf({});
    const { Pet } = (document['components'] as { schemas: Record<string, JsonObject> }).schemas;
    const twice = { ...document, components: { schemas: { Pet: Pet ?? {}, Fish: Pet ?? {} } } };
    expect(() => compileContract({ document: twice, locate })).toThrow(
      /^spec.yaml#\/components\/schemas\/Fish\/x-resource\/collection: The collection "pets" already belongs to Pet\./,
    );
  });

  it('infers the rule of each operation', () => {
    const { operations } = compileContract({ document: contractOf({}), locate });
    expect(operations.map(({ id, behaviour, resource }) => [id, behaviour, resource?.name])).toEqual([
      ['listPets', 'list', 'Pet'],
      ['createPet', 'create', 'Pet'],
      ['retrievePet', 'retrieve', 'Pet'],
      ['deletePet', 'delete', 'Pet'],
    ]);
  });

  it('freezes the contract recursively, because simulators share it', () => {
    const resource = {
      filters: { shade: 'name' },
      search: ['name'],
      visible_to: [{ property: 'name', equals: { deep: [1] } }],
    };
    const parameters = [{ name: 'shade', in: 'query', schema: { type: 'string' } }];
    const contract = compileContract({ document: contractOf({ resource, parameters }), locate });
    const seen = new Set<unknown>();
    const unfrozen: string[] = [];
    const look = (value: unknown, path: string): void => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
      seen.add(value);
      if (!Object.isFrozen(value)) unfrozen.push(path);
      if (value instanceof Map || value instanceof Set) {
        expect(() => value.clear(), path).toThrow(TypeError);
        for (const [key, entry] of value.entries()) look(entry, `${path}/${String(key)}`);
      }
      for (const [name, child] of Object.entries(value)) look(child, `${path}/${name}`);
    };
    look(contract, '');
    expect(seen.size).toBeGreaterThan(100);
    expect(unfrozen).toEqual([]);
    const { resources } = contract as { resources: ReadonlyMap<string, unknown> };
    expect(() => (resources as Map<string, unknown>).set('Fish', {})).toThrow(
      'The compiled contract cannot be changed.',
    );
    expect(resources.has('Fish')).toBe(false);
  });

  it.each<[string, Changes, readonly string[]]>([
    ['no fault in a valid contract', {}, []],
    [
      'an unknown behaviour',
      { create: { 'x-behaviour': 'invent' } },
      ['/paths/~1pets/post/x-behaviour: Unknown behaviour "invent".'],
    ],
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
      'a relation to an unknown schema',
      { resource: { relations: { owner: { schema: 'Person', key: 'owner_id' } } } },
      [`${AT}/relations/owner: The related schema "Person" is not a resource.`],
    ],
    [
      'a relation without a key',
      { resource: { relations: { owner: { schema: 'Pet' } } } },
      [`${AT}/relations/owner: A relation needs a "schema" and one of "key", "keys" and "foreign_key".`],
    ],
    [
      'a foreign key that the related resource does not have',
      { resource: { relations: { kids: { schema: 'Pet', foreign_key: 'parent_id' } } } },
      [`${AT}/relations/kids: Pet has no field "parent_id".`],
    ],
    ['an unknown keyword', { resource: { sorts: ['name'] } }, [`${AT}/sorts: Unknown keyword "sorts".`]],
    ['a key that is not a property', { resource: { key: 'uuid' } }, [`${AT}/key: The key "uuid" is not a property.`]],
    [
      'an owner that is not a relation',
      { resource: { owner: 'user' } },
      [`${AT}/owner: The owner "user" is not a relation with a "key".`],
    ],
    [
      'an unknown access rule',
      { resource: { visible_to: ['friends'] } },
      [`${AT}/visible_to: "friends" is not an access rule.`],
    ],
    [
      'an unknown rule for a computed property',
      { resource: { computed: { id: 'magic' } } },
      [
        `${AT}/computed/id: "magic" is not a way to compute a property.`,
        '/components/schemas/Pet/properties/id: createPet can create a Pet without its required property "id".',
      ],
    ],
    [
      'a computed property that the schema does not declare',
      { resource: { computed: { id: 'uuid', age: 'server' } } },
      [`${AT}/computed/age: "age" is not a property.`],
    ],
    [
      'a count of something other than a to-many relation',
      { resource: { computed: { id: 'uuid', name: { count: 'name' } } } },
      [`${AT}/computed/name: "name" is not a to-many relation.`],
    ],
    [
      'a count without a property',
      { resource: { counts: ['kids'] } },
      [`${AT}/counts: There is no property "kids_count".`],
    ],
    ['a search in an unknown field', { resource: { search: ['colour'] } }, [`${AT}: "colour" is not a field.`]],
    [
      'a filter on an unknown field',
      {
        resource: { filters: { shade: 'colour' } },
        parameters: [{ name: 'shade', in: 'query', schema: { type: 'string' } }],
      },
      [`${AT}/filters/shade: "colour" is not a field.`],
    ],
    [
      'filters without a parameter',
      { resource: { filters: { shade: 'name', hue: { ignored: true } } } },
      [
        `${AT}/filters/shade: No list of Pet has the parameter "shade".`,
        `${AT}/filters/hue: No list of Pet has the parameter "hue".`,
      ],
    ],
    [
      'a filter with an unknown parameter in "unless", and an unknown keyword',
      {
        resource: { filters: { shade: { field: 'name', unless: 'hue', when: 'x' } } },
        parameters: [{ name: 'shade', in: 'query', schema: { type: 'string' } }],
      },
      [
        `${AT}/filters/shade/when: Unknown keyword "when".`,
        `${AT}/filters/shade/unless: No list of Pet has the parameter "hue".`,
      ],
    ],
    [
      'an unknown value of "load"',
      { resource: { relations: { mother: { ...MOTHER, load: 'wiht' } } } },
      [`${AT}/relations/mother/load: "wiht" is not a valid "load".`],
    ],
    [
      'an unknown value of "on_delete"',
      { resource: { relations: { mother: { ...MOTHER, on_delete: 'casade' } } } },
      [`${AT}/relations/mother/on_delete: "casade" is not a valid "on_delete".`],
    ],
    [
      'on_delete: "null" of a key whose schema does not allow null',
      {
        properties: { mother: { type: 'object' }, mother_id: { type: 'string' } },
        resource: { relations: { mother: { ...MOTHER, on_delete: 'null' } } },
      },
      [
        `${AT}/relations/mother/on_delete: A delete would set "mother" to null, which its schema does not allow.`,
        `${AT}/relations/mother/on_delete: A delete would set "mother_id" to null, which its schema does not allow.`,
      ],
    ],
    [
      'no fault in on_delete: null if the schema allows null',
      {
        properties: { mother: { anyOf: [{ type: 'object' }, { type: 'null' }] } },
        resource: { relations: { mother: { ...MOTHER, on_delete: null } } },
      },
      [],
    ],
    [
      'on_delete: null of a key whose schema does not allow null',
      {
        properties: { mother: { type: 'object' } },
        resource: { relations: { mother: { ...MOTHER, on_delete: null } } },
      },
      [`${AT}/relations/mother/on_delete: A delete would set "mother" to null, which its schema does not allow.`],
    ],
    [
      'a default that is not a field of the caller',
      { resource: { relations: { mother: { ...MOTHER, default: 'user.id' } } } },
      [`${AT}/relations/mother/default: "user.id" is not a valid default of a relation.`],
    ],
    [
      'on_delete of a relation without a key',
      { resource: { relations: { kids: { schema: 'Pet', keys: 'kid_ids', on_delete: 'cascade' } } } },
      [`${AT}/relations/kids/on_delete: Unknown keyword "on_delete".`],
    ],
    [
      'a slug of an unknown property',
      { resource: { computed: { id: 'uuid', name: { slug: 'nmae' } } } },
      [`${AT}/computed/name: "nmae" is not a property.`],
    ],
    [
      'a computed relation',
      {
        properties: { mother: { type: 'object' } },
        resource: { relations: { mother: MOTHER }, computed: { id: 'uuid', mother: 'server' } },
      },
      [`${AT}/computed/mother: "mother" is a relation.`],
    ],
    [
      'a property that is computed from itself',
      {
        properties: { mother: { type: 'object' }, line: { type: 'string' } },
        resource: { relations: { mother: MOTHER }, computed: { id: 'uuid', line: { field: 'mother.line' } } },
      },
      [`${AT}/computed/line: "mother.line" is computed from "line" itself.`],
    ],
    [
      'a property with two rules',
      { resource: { computed: { id: 'uuid', name: { slug: 'id', caller: 'id' } } } },
      [`${AT}/computed/name: {"slug":"id","caller":"id"} is not a way to compute a property.`],
    ],
    [
      'values that should be lists',
      { resource: { search: 'name', sort: { name: 1 }, counts: [1], stored: 'hash' } },
      [
        `${AT}/counts: [1] is not a list of strings.`,
        `${AT}/stored: "hash" is not a list of strings.`,
        `${AT}/search: "name" is not a list of strings.`,
        `${AT}/sort: {"name":1} is not a list of strings.`,
      ],
    ],
    [
      'values that should be names and objects',
      { resource: { model: 1, relations: ['mother'], filters: 'name' } },
      [
        `${AT}/relations: ["mother"] is not an object.`,
        `${AT}/model: 1 is not a string.`,
        `${AT}/filters: "name" is not an object.`,
      ],
    ],
    [
      'access rules with an unknown field, a relation without a key, a missing owner and an unknown keyword',
      {
        properties: { kids: { type: 'array' } },
        resource: {
          relations: { kids: { schema: 'Pet', keys: 'kid_ids' } },
          visible_to: [{ property: 'visiblity' }, { relation: 'kids' }, 'owner', { property: 'name', equal: 'Rex' }],
        },
      },
      [
        `${AT}/visible_to/equal: Unknown keyword "equal".`,
        `${AT}/visible_to: "visiblity" is not a field that records store.`,
        `${AT}/visible_to: "kids" is not a relation with a "key".`,
        `${AT}/visible_to: Pet has no owner.`,
      ],
    ],
    [
      'access rules that can never match',
      {
        properties: { kids: { type: 'array' }, parent: {} },
        resource: {
          stored: ['kid_of'],
          relations: {
            parent: { schema: 'Pet', key: 'parent_id', on_delete: 'null' },
            kids: { schema: 'Pet', foreign_key: 'parent_id' },
          },
          visible_to: [
            { granted_by: 'kids', to: 'parent', where: { name: ['Rex', null] } },
            { granted_by: 'kids', to: 'kids' },
            { granted_by: 'parent', to: 'parent' },
            { granted_by: 'kids', to: 'parent', where: { colour: 'red' } },
            { relation: 'parent', where: { kids: 1 } },
            { caller: 'kids' },
          ],
          deletable_by: ['owner'],
          permits: { walk: [{ caller: 'parent' }, { caller: 'parent', where: {} }], feed: ['all'] },
        },
      },
      [
        `${AT}/permits/walk/where: Unknown keyword "where".`,
        `${AT}/permits/feed: "all" is not an access rule.`,
        `${AT}/visible_to: "kids" is not a relation of Pet with a "key".`,
        `${AT}/visible_to: "parent" is not a relation with a "foreign_key".`,
        `${AT}/visible_to: "colour" is not a field that records store.`,
        `${AT}/visible_to: "kids" is not a field that records store.`,
        `${AT}/visible_to: "kids" is not a relation with a "key".`,
        `${AT}/deletable_by: Pet has no owner.`,
      ],
    ],
    [
      'a field path through something other than a relation',
      { resource: { search: ['name.first'] } },
      [`${AT}: "name.first" is not a field.`],
    ],
    [
      'an invalid filter',
      { resource: { filters: { shade: { op: 'like' } } } },
      [`${AT}/filters/shade: {"op":"like"} is not a filter.`],
    ],
    [
      'a list parameter without a field',
      { parameters: [{ name: 'colour', in: 'query', schema: { type: 'string' } }] },
      ['/paths/~1pets/get/parameters/0/schema: The parameter "colour" of listPets maps to no field of Pet.'],
    ],
    [
      'a sort_by enum that differs from the sort fields',
      { parameters: [{ name: 'sort_by', in: 'query', schema: { enum: ['name'] } }], resource: { sort: ['id'] } },
      ['/paths/~1pets/get/parameters/0/schema: listPets accepts sort_by name and Pet sorts by id.'],
    ],
    [
      'a required property that a create can leave empty',
      { required: ['id', 'name'] },
      ['/components/schemas/Pet/properties/name: createPet can create a Pet without its required property "name".'],
    ],
    [
      'an undeclared path parameter',
      { path: '/pets/{id}' },
      [
        '/paths/~1pets~1{id}/get: The path parameter "id" is not declared.',
        '/paths/~1pets~1{id}/delete: The path parameter "id" is not declared.',
      ],
    ],
    [
      'a duplicate operationId',
      { create: { operationId: 'listPets' } },
      ['/paths/~1pets/post/operationId: The operationId "listPets" is also at /paths/~1pets/get.'],
    ],
  ])('finds %s', (_what, changes, faults) => {
    expect(faultsOf(changes)).toEqual(faults);
  });
});
