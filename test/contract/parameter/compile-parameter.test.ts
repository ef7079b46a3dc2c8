import { describe, expect, test } from 'vitest';
import { compileParameter } from '../../../src/contract/parameter/compile-parameter.ts';
import type { Parameter, ParameterSource } from '../../../src/contract/model/contract.ts';
import { createValidatorFactory } from '../../../src/contract/schema/create-validator-factory.ts';
import { parseQuery } from '../../../src/contract/parameter/parse-query.ts';
import { createSchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/json/json.ts';

function compile(parameter: JsonObject, readsBrackets = false): Parameter {
  const schemas = {
    Colour: { type: 'object', properties: { R: { type: 'integer' }, G: { type: 'integer' } } },
    Loop: { anyOf: [{ $ref: '#/components/schemas/Loop' }, { type: 'integer' }] },
  };
  const document = { components: { schemas, parameters: { it: parameter } } };
  const reader = createSchemaReader(document);
  const schema = isJsonObject(parameter['schema']) ? reader.resolve(parameter['schema']) : {};
  const pointer = '/components/parameters/it/schema';
  const validate = createValidatorFactory(document).at(pointer);
  return compileParameter({ parameter, schema, resolve: reader.resolve, pointer, validate, readsBrackets });
}

function toSource(parts: Partial<ParameterSource>): ParameterSource {
  return { path: {}, query: [], headers: {}, cookies: {}, ...parts };
}

function decodeQuery(query: string, parameter: JsonObject): JsonValue | undefined {
  return compile({ in: 'query', name: 'x', ...parameter }).decode(toSource({ query: parseQuery(query) }));
}

const INTEGERS = { type: 'array', items: { type: 'integer' } };
const STRINGS = { type: 'array', items: { type: 'string' } };
const COLOUR = { $ref: '#/components/schemas/Colour' };

describe('a parameter', () => {
  test.each<[JsonObject, Partial<Parameter>]>([
    [
      { in: 'query', name: 'ids[]', schema: STRINGS },
      { name: 'ids[]', field: 'ids', in: 'query', required: false },
    ],
    [
      { in: 'query', name: 'page[size]', required: true, schema: {} },
      { name: 'page[size]', field: 'page[size]', required: true },
    ],
    [
      { in: 'path', name: 'id', schema: {} },
      { in: 'path', required: true },
    ],
    [
      { in: 'header', name: 'Authorization', required: true, schema: {} },
      { in: 'header', required: false },
    ],
  ])('%j is %j', (parameter, expected) => {
    expect(compile(parameter)).toMatchObject(expected);
  });
});

describe('text is converted to the type of its schema', () => {
  test.each<[JsonObject, string, JsonValue]>([
    [{ type: 'integer' }, '15', 15],
    [{ type: 'integer' }, '-3', -3],
    [{ type: 'integer' }, '007', 7],
    [{ type: 'integer' }, '9007199254740991', 9_007_199_254_740_991],
    [{ type: 'integer' }, '9007199254740992', '9007199254740992'],
    [{ type: 'integer' }, '1.0', '1.0'],
    [{ type: 'integer' }, '1e3', '1e3'],
    [{ type: 'integer' }, '0x10', '0x10'],
    [{ type: 'integer' }, ' 1', ' 1'],
    [{ type: 'integer' }, '1\n', '1\n'],
    [{ type: 'integer' }, '١', '١'],
    [{ type: 'integer' }, '9'.repeat(10_000), '9'.repeat(10_000)],
    [{ type: 'number' }, '1.50', 1.5],
    [{ type: 'number' }, '-1e3', -1000],
    [{ type: 'number' }, '01', '01'],
    [{ type: 'number' }, '.5', '.5'],
    [{ type: 'number' }, '1e999', '1e999'],
    [{ type: 'number' }, 'Infinity', 'Infinity'],
    [{ type: 'number' }, 'NaN', 'NaN'],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'boolean' }, '1', true],
    [{ type: 'boolean' }, '0', false],
    [{ type: 'boolean' }, 'TRUE', 'TRUE'],
    [{ type: 'boolean' }, 'yes', 'yes'],
    [{ type: 'string' }, '15', '15'],
    [{ type: 'string' }, 'null', 'null'],
    [{ type: ['integer', 'null'] }, 'null', 'null'],
    [{ type: ['string', 'integer'] }, '15', 15],
    [{ type: ['string', 'integer'] }, '007', '007'],
    [{ type: ['string', 'boolean'] }, '1', '1'],
    [{ type: ['string', 'boolean'] }, 'true', true],
    [{ type: ['boolean', 'integer'] }, '1', 1],
    [{ type: ['boolean', 'integer'] }, 'true', true],
    [{ anyOf: [{ type: 'integer', maximum: 10 }, { type: 'string' }] }, '50', '50'],
    [{ oneOf: [{ type: 'boolean' }, { type: 'integer', minimum: 5 }] }, '1', true],
    [{ enum: [1, 2] }, '2', 2],
    [{ enum: ['1', '2'] }, '2', '2'],
    [{ const: true }, 'true', true],
    [{ allOf: [{ type: 'integer' }, { minimum: 1 }] }, '5', 5],
    [{ $ref: '#/components/schemas/Loop' }, '5', 5],
    [{}, '5', '5'],
  ])('%j of %j is %j', (schema, text, expected) => {
    expect(compile({ in: 'header', name: 'X', schema }).decode(toSource({ headers: { x: text } }))).toEqual(expected);
  });

  test('minus zero is zero', () => {
    expect(Object.is(decodeQuery('x=-0', { schema: { type: 'integer' } }), 0)).toBe(true);
  });

  test('text that matches no type is rejected as the wrong type', () => {
    expect(compile({ in: 'query', name: 'x', schema: { type: 'integer' } }).validate('abc')).toMatchObject([
      { keyword: 'type', path: [] },
    ]);
  });
});

describe('in the query', () => {
  test.each<[string, JsonObject, JsonValue | undefined]>([
    ['x=1', { schema: { type: 'integer' } }, 1],
    ['y=1', { schema: { type: 'integer' } }, undefined],
    ['x=1&x=2', { schema: { type: 'integer' } }, 2],
    ['x=a,b', { schema: { type: 'string' } }, 'a,b'],
    // form
    ['x=1&x=2', { schema: INTEGERS }, [1, 2]],
    ['x=1,2', { schema: INTEGERS }, ['1,2']],
    ['x=1,2', { schema: INTEGERS, explode: false }, [1, 2]],
    ['x=1%2C2&x=3', { schema: INTEGERS, explode: false }, [1, 2, 3]],
    ['x=1,,2,', { schema: INTEGERS, explode: false }, [1, '', 2, '']],
    ['x=,', { schema: STRINGS, explode: false }, ['', '']],
    ['x=', { schema: STRINGS, explode: false }, undefined],
    ['x=a', { schema: INTEGERS }, ['a']],
    ['R=100&G=200&x=1', { schema: COLOUR }, { R: 100, G: 200 }],
    ['page=2', { schema: COLOUR }, undefined],
    ['a=1&b=x', { schema: { type: 'object', additionalProperties: { type: 'integer' } } }, { a: 1, b: 'x' }],
    ['x=R,100,G,200', { schema: COLOUR, explode: false }, { R: 100, G: 200 }],
    ['x=R', { schema: COLOUR, explode: false }, { R: '' }],
    // brackets
    ['ids[]=1&ids[]=2', { name: 'ids[]', schema: INTEGERS }, [1, 2]],
    ['ids=1&ids=2', { name: 'ids[]', schema: INTEGERS }, [1, 2]],
    ['ids[0]=1&ids[1]=2', { name: 'ids[]', schema: INTEGERS }, [1, 2]],
    ['ids%5B%5D=1&ids%5B0%5D=2&ids=3', { name: 'ids[]', schema: INTEGERS }, [1, 2, 3]],
    ['ids=a,b', { name: 'ids[]', schema: STRINGS }, ['a,b']],
    ['ids[]=a,b', { name: 'ids[]', schema: STRINGS, explode: false }, ['a', 'b']],
    ['ids[]=&ids[]=1&ids[]=', { name: 'ids[]', schema: INTEGERS }, [1]],
    ['ids[a]=1&ids[0][b]=2&ids2=3&idsx[]=4&ids[', { name: 'ids[]', schema: INTEGERS }, undefined],
    ['ids[]=1', { name: 'ids', schema: INTEGERS }, undefined],
    ['ids[]=1', { name: 'ids', schema: INTEGERS, explode: false }, undefined],
    // delimited
    ['x=1%202', { schema: INTEGERS, style: 'spaceDelimited', explode: false }, [1, 2]],
    ['x=1+2', { schema: INTEGERS, style: 'spaceDelimited', explode: false }, [1, 2]],
    ['x=1|2', { schema: INTEGERS, style: 'pipeDelimited', explode: false }, [1, 2]],
    ['x=1&x=2', { schema: INTEGERS, style: 'pipeDelimited', explode: true }, [1, 2]],
    ['x=R|100|G|200', { schema: COLOUR, style: 'pipeDelimited', explode: false }, { R: 100, G: 200 }],
    // deepObject
    ['x[R]=100&x[G]=200', { schema: COLOUR, style: 'deepObject' }, { R: 100, G: 200 }],
    ['x%5BR%5D=1&x%5BR%5D=2', { schema: COLOUR, style: 'deepObject' }, { R: 2 }],
    [
      'x[a][b]=1',
      {
        schema: { type: 'object', properties: { a: { properties: { b: { type: 'integer' } } } } },
        style: 'deepObject',
      },
      { a: { b: 1 } },
    ],
    ['x[t]=1&x[t]=2', { schema: { properties: { t: INTEGERS } }, style: 'deepObject' }, { t: [1, 2] }],
    ['x[t][]=1', { schema: { properties: { t: INTEGERS } }, style: 'deepObject' }, { t: [1] }],
    ['x[t][0]=1&x[t][1]=2', { schema: { properties: { t: INTEGERS } }, style: 'deepObject' }, { t: [1, 2] }],
    ['x[a]=1&x[a][b]=2', { schema: { type: 'object' }, style: 'deepObject' }, { a: '1' }],
    ['x[a][b]=2&x[a]=1', { schema: { type: 'object' }, style: 'deepObject' }, { a: { b: '2' } }],
    ['x[=1&x]=1&x[a=1&x[a]b=1&x[]=1&x[a][][b]=1', { schema: { type: 'object' }, style: 'deepObject' }, undefined],
    [`x${'[a]'.repeat(5000)}=1`, { schema: { type: 'object' }, style: 'deepObject' }, undefined],
    // unions of a list and one value
    ['x=all', { schema: { anyOf: [INTEGERS, { const: 'all' }] } }, 'all'],
    ['x=1&x=2', { schema: { anyOf: [INTEGERS, { const: 'all' }] } }, [1, 2]],
    ['x=zzz', { schema: { anyOf: [INTEGERS, { const: 'all' }] } }, ['zzz']],
    // empty values and defaults
    ['x=', { schema: { type: 'string' } }, undefined],
    ['x', { schema: { type: 'string' } }, undefined],
    ['x=', { schema: { type: 'string' }, allowEmptyValue: true }, ''],
    ['x=', { schema: { type: 'string' }, required: true }, ''],
    ['x=', { schema: { type: 'integer' }, required: true }, ''],
    ['x=', { schema: INTEGERS, required: true }, []],
    ['x=&x=', { schema: INTEGERS }, undefined],
    ['x=', { schema: { type: 'integer', default: 15 } }, 15],
    ['', { schema: { type: 'integer', default: 15 } }, 15],
    ['x=7', { schema: { type: 'integer', default: 15 } }, 7],
    ['', { schema: { type: 'array', default: ['a'] } }, ['a']],
    ['', { required: true, schema: { type: 'string' } }, undefined],
    // content
    ['x={"a":[1]}', { content: { 'application/json': { schema: { type: 'object' } } } }, { a: [1] }],
    ['x={"a"', { content: { 'application/json': { schema: { type: 'object' } } } }, '{"a"'],
    ['x=1', { content: { 'application/vnd.api+json': {} } }, 1],
    ['x=1', { content: { 'text/plain': { schema: { type: 'string' } } } }, '1'],
    ['x=', { content: { 'application/json': {} } }, undefined],
  ])('%s as %j is %j', (query, parameter, expected) => {
    expect(decodeQuery(query, parameter)).toEqual(expected);
  });
});

describe('in the query of a contract that uses the simulator’s keywords', () => {
  test.each<[query: string, parameter: JsonObject, expected: JsonValue | undefined]>([
    ['x[]=1&x[]=2', { schema: INTEGERS, explode: false }, [1, 2]],
    ['x[0]=1&x[1]=2&x=3,4', { schema: INTEGERS, explode: false }, [1, 2, 3, 4]],
    ['x[]=1&x[]=2', { schema: INTEGERS }, [1, 2]],
    ['x[]=&x[]=', { schema: INTEGERS, explode: false }, undefined],
    ['x[a]=1&x[0][b]=2&x[', { schema: INTEGERS, explode: false }, undefined],
    ['x[]=1', { schema: { type: 'integer' } }, undefined],
    ['x[]=1|2', { schema: INTEGERS, style: 'pipeDelimited', explode: false }, undefined],
    ['x[R]=1', { schema: COLOUR, style: 'deepObject' }, { R: 1 }],
  ])('%s as %j is %j', (query, parameter, expected) => {
    const { decode } = compile({ in: 'query', name: 'x', ...parameter }, true);
    expect(decode(toSource({ query: parseQuery(query) }))).toEqual(expected);
  });
});

describe('in the path', () => {
  test.each<[JsonObject, string, JsonValue | undefined]>([
    [{ schema: { type: 'integer' } }, '5', 5],
    [{ schema: { type: 'string' } }, 'a,b', 'a,b'],
    [{ schema: { type: 'integer', default: 5 } }, 'x', 'x'],
    [{ schema: INTEGERS }, '3,4', [3, 4]],
    [{ schema: INTEGERS, explode: true }, '3,4', [3, 4]],
    [{ schema: COLOUR }, 'R,100,G,200', { R: 100, G: 200 }],
    [{ schema: COLOUR, explode: true }, 'R=100,G=2=00', { R: 100, G: '2=00' }],
    [{ schema: { type: 'string' }, style: 'label' }, '.blue', 'blue'],
    [{ schema: { type: 'string' }, style: 'label' }, 'blue', undefined],
    [{ schema: INTEGERS, style: 'label' }, '.3,4', [3, 4]],
    [{ schema: INTEGERS, style: 'label', explode: true }, '.3.4', [3, 4]],
    [{ schema: INTEGERS, style: 'label' }, '3,4', undefined],
    [{ schema: COLOUR, style: 'label' }, '.R,100,G,200', { R: 100, G: 200 }],
    [{ schema: COLOUR, style: 'label', explode: true }, '.R=100.G=200', { R: 100, G: 200 }],
    [{ schema: { type: 'integer' }, style: 'matrix' }, ';x=5', 5],
    [{ schema: { type: 'string' }, style: 'matrix' }, ';x', ''],
    [{ schema: { type: 'integer' }, style: 'matrix' }, ';y=5', undefined],
    [{ schema: INTEGERS, style: 'matrix' }, ';x=3,4', [3, 4]],
    [{ schema: INTEGERS, style: 'matrix', explode: true }, ';x=3;x=4', [3, 4]],
    [{ schema: INTEGERS, style: 'matrix', explode: true }, ';x=3;y=4', undefined],
    [{ schema: INTEGERS, style: 'matrix', explode: true }, 'x=3', undefined],
    [{ schema: COLOUR, style: 'matrix' }, ';x=R,100,G,200', { R: 100, G: 200 }],
    [{ schema: COLOUR, style: 'matrix', explode: true }, ';R=100;G=200', { R: 100, G: 200 }],
  ])('%j of %j is %j', (parameter, text, expected) => {
    expect(compile({ in: 'path', name: 'x', ...parameter }).decode(toSource({ path: { x: text } }))).toEqual(expected);
  });
});

describe('in headers and cookies', () => {
  test.each<[JsonObject, Partial<ParameterSource>, JsonValue | undefined]>([
    [{ in: 'header', name: 'X-Rate', schema: { type: 'integer' } }, { headers: { 'x-rate': '5' } }, 5],
    [{ in: 'header', name: 'X-Rate', schema: INTEGERS }, { headers: { 'x-rate': '5, 6' } }, [5, 6]],
    [{ in: 'header', name: 'X', schema: COLOUR }, { headers: { x: 'R, 100' } }, { R: 100 }],
    [
      { in: 'header', name: 'X', schema: COLOUR, explode: true },
      { headers: { x: 'R=100, G=200' } },
      { R: 100, G: 200 },
    ],
    [{ in: 'header', name: 'X', schema: { type: 'integer', default: 3 } }, { headers: { x: '' } }, 3],
    [{ in: 'header', name: 'Accept', schema: { type: 'string' } }, { headers: { accept: 'a' } }, undefined],
    [{ in: 'cookie', name: 'theme', schema: { type: 'string' } }, { cookies: { theme: 'dark' } }, 'dark'],
    [{ in: 'cookie', name: 'ids', schema: INTEGERS }, { cookies: { ids: '1,2' } }, [1, 2]],
    [{ in: 'cookie', name: 'c', schema: COLOUR }, { cookies: { c: 'R,100' } }, { R: 100 }],
    [{ in: 'cookie', name: 'c', schema: { default: 'x' } }, { cookies: {} }, 'x'],
  ])('%j of %j is %j', (parameter, parts, expected) => {
    expect(compile(parameter).decode(toSource(parts))).toEqual(expected);
  });
});

describe('hostile names', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is an ordinary name', (name) => {
    const map = { schema: { type: 'object', additionalProperties: { type: 'integer' } } };
    for (const [query, style] of [
      [`x[${name}]=5`, 'deepObject'],
      [`${name}=5`, 'form'],
    ]) {
      const value = decodeQuery(query ?? '', { ...map, style: style ?? '' });
      expect(Object.getOwnPropertyNames(value)).toEqual([name]);
      expect(Object.getOwnPropertyDescriptor(value, name)?.value).toBe(5);
    }
    for (const location of ['path', 'header', 'cookie']) {
      expect(compile({ in: location, name, schema: { type: 'string' } }).decode(toSource({}))).toBeUndefined();
    }
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect(({} as JsonObject)['polluted']).toBeUndefined();
  });

  test('deepObject cannot set a property of a prototype', () => {
    decodeQuery('x[__proto__][polluted]=1&x[constructor][prototype][polluted]=1', {
      schema: { type: 'object' },
      style: 'deepObject',
    });
    expect(({} as JsonObject)['polluted']).toBeUndefined();
  });

  test('reads long lists quickly', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => index).join(',');
    expect(decodeQuery(`x=${text}`, { schema: INTEGERS, explode: false })).toHaveLength(100_000);
  });
});
