import { describe, expect, it } from 'vitest';
import { compileBodyParts } from '../../../src/contract/operation/compile-body-parts.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import { createValidatorFactory } from '../../../src/contract/schema/create-validator-factory.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';

const PET = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const LIST = { type: 'array', items: { $ref: '#/components/schemas/Pet' } };
const BODY = { type: 'object', required: ['data', 'meta'], properties: { data: LIST, meta: { type: 'object' } } };

function compile(
  schema: JsonObject,
  more: Readonly<Record<string, JsonObject>> = {},
): ReturnType<typeof compileBodyParts> {
  const document = { openapi: '3.1.0', components: { schemas: { Pet: PET, Body: BODY, Schema: schema, ...more } } };
  return compileBodyParts(schema, '/components/schemas/Schema', {
    reader: createSchemaReader(document),
    validators: createValidatorFactory(document),
  });
}

describe('a list under data is validated element by element', () => {
  it.each<[string, JsonObject]>([
    ['as it is', BODY],
    ['by reference', { $ref: '#/components/schemas/Body' }],
    ['with annotations', { ...BODY, description: 'Pets', 'x-provenance': { status: 'inferred' } }],
  ])('%s', (_what, schema) => {
    const { validateElement } = compile(schema);
    expect(validateElement?.({ id: 1 })).toEqual([]);
    expect(validateElement?.({ id: 'one' })).toHaveLength(1);
    expect(validateElement?.({})).toHaveLength(1);
  });

  const withList = (list: JsonObject): JsonObject => ({
    ...BODY,
    properties: { ...BODY.properties, data: { ...LIST, ...list } },
  });
  it.each<[string, JsonObject]>([
    ['it limits the number of elements', withList({ minItems: 1 })],
    ['its elements must be unique', withList({ uniqueItems: true })],
    ['it must contain an element', withList({ contains: { required: ['name'] } })],
    ['its first elements have schemas of their own', withList({ prefixItems: [PET] })],
    ['it is a reference', withList({ $ref: '#/components/schemas/Pet' })],
    ['it may have another type', withList({ type: ['array', 'null'] })],
    ['the body has branches', { ...BODY, anyOf: [{ properties: { data: { maxItems: 1 } } }, {}] }],
    [
      'the body has conditions',
      { ...BODY, if: { required: ['nothing'] }, else: { properties: { data: { minItems: 1 } } } },
    ],
    ['the reference has siblings', { $ref: '#/components/schemas/Body', properties: { data: { minItems: 1 } } }],
    ['there is no list', PET],
    ['its elements may be anything', withList({ items: true })],
  ])('but not when %s', (_what, schema) => {
    expect(compile(schema).validateElement).toBeUndefined();
  });

  it('but not behind a second reference that has siblings', () => {
    const between = { $ref: '#/components/schemas/Body', minProperties: 3 };
    expect(compile({ $ref: '#/components/schemas/Between' }, { Between: between })).toEqual({});
  });
});

describe('a value that is not a list is validated without the body around it', () => {
  const REFERENCE = { $ref: '#/components/schemas/Pet' };
  const ONE: JsonObject = { type: 'object', required: ['data'], properties: { data: REFERENCE } };

  it.each<[string, JsonObject]>([
    ['as it is', ONE],
    [
      'when the body has other properties that it does not require',
      { ...ONE, properties: { data: REFERENCE, meta: {} } },
    ],
    ['when it is described in place', { ...ONE, properties: { data: PET } }],
  ])('%s', (_what, schema) => {
    const { validateData, validateElement } = compile(schema);
    expect(validateData?.({ id: 1 })).toEqual([]);
    expect(validateData?.({ id: 'one' })).toHaveLength(1);
    expect(validateElement).toBeUndefined();
  });

  it.each<[string, JsonObject]>([
    ['the body requires another property', { ...ONE, required: ['data', 'meta'] }],
    ['the body may be no object', { ...ONE, type: 'string' }],
    ['the body has branches', { ...ONE, anyOf: [{ properties: { data: { minProperties: 2 } } }, {}] }],
    ['there is no data', PET],
    ['it may be anything', { ...ONE, properties: { data: true } }],
  ])('but not when %s', (_what, schema) => {
    expect(compile(schema)).toEqual({});
  });
});
