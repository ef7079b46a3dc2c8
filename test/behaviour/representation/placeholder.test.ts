import { describe, expect, it } from 'vitest';
import { compilePlaceholder } from '../../../src/behaviour/representation/placeholder.ts';
import type { Relation, Resource } from '../../../src/contract/model/resource.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';

const PET = { $ref: '#/components/schemas/Pet' };
const EMPTY = { type: 'object', maxProperties: 0 };
const NULL = { type: 'null' };
const reader = createSchemaReader({ components: { schemas: { Pet: {}, Toy: {} } } });

function compile(kind: Relation['kind'], property: JsonObject, more: JsonObject = {}): JsonValue | undefined {
  const resource = {
    schema: { type: 'object', required: ['pet'], properties: { pet: property }, ...more },
    properties: new Map([['pet', property]]),
  };
  return compilePlaceholder({ kind, name: 'pet', schema: 'Pet' } as Relation, resource as unknown as Resource, reader);
}

describe('the placeholder of a relation', () => {
  it.each<readonly [what: string, kind: Relation['kind'], property: JsonObject, expected: JsonValue]>([
    ['is an empty object where one is allowed', 'key', { anyOf: [PET, EMPTY, NULL] }, {}],
    ['is null where that is allowed', 'key', { anyOf: [PET, NULL] }, null],
    ['is an empty list', 'foreign', { type: 'array', items: PET }, []],
    ['may have annotations beside it', 'keys', { type: 'array', items: PET, description: 'Pets', 'x-a': 1 }, []],
  ])('%s', (_what, kind, property, expected) => {
    expect(compile(kind, property)).toEqual(expected);
  });

  it.each<readonly [what: string, kind: Relation['kind'], property: JsonObject, more: JsonObject]>([
    ['nothing may stand for the resource', 'key', { anyOf: [PET] }, {}],
    ['another branch could match too', 'key', { oneOf: [PET, EMPTY] }, {}],
    ['the union has another requirement', 'key', { anyOf: [PET, EMPTY], minProperties: 1 }, {}],
    ['the reference has another requirement', 'key', { anyOf: [{ ...PET, minProperties: 1 }, EMPTY] }, {}],
    ['it refers to another schema', 'key', { anyOf: [{ $ref: '#/components/schemas/Toy' }, EMPTY] }, {}],
    ['the list has another requirement', 'foreign', { type: 'array', items: PET, minItems: 1 }, {}],
    ['the elements have another requirement', 'foreign', { type: 'array', items: { ...PET, minProperties: 1 } }, {}],
    ['the property is not a list', 'foreign', { anyOf: [PET, EMPTY] }, {}],
    [
      'the resource has branches',
      'key',
      { anyOf: [PET, EMPTY] },
      { allOf: [{ properties: { pet: { minProperties: 1 } } }] },
    ],
    ['the resource has conditions', 'key', { anyOf: [PET, EMPTY] }, { if: {}, else: false }],
  ])('does not exist when %s', (_what, kind, property, more) => {
    expect(compile(kind, property, more)).toBeUndefined();
  });
});
