import { describe, expect, test } from 'vitest';
import type { SchemaViolation } from '../../../src/contract/model/contract.ts';
import { createValidatorFactory } from '../../../src/contract/schema/create-validator-factory.ts';
import { UncompilableSchemaError } from '../../../src/contract/schema/ajv/uncompilable-schema-error.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';

const AT = '/components/schemas/It';

function createFactory(schemas: JsonObject, paths: JsonObject = {}) {
  return createValidatorFactory({ openapi: '3.1.0', paths, components: { schemas } });
}

function check(schema: JsonObject, value: unknown, strict = false): readonly SchemaViolation[] {
  return createFactory({
    It: schema,
    Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  }).at(AT, {
    strict,
  })(value);
}

/** Returns `path keyword` for each violation. */
function outline(violations: readonly SchemaViolation[]): readonly string[] {
  return violations.map(({ path, keyword }) => `${path.join('/')} ${keyword}`);
}

// Built from entries: the linter takes an object literal with `then` for a promise.
const CONDITIONAL = Object.fromEntries(
  ['if', 'then', 'else'].map((keyword, index) => [keyword, { required: ['abc'.charAt(index)] }]),
);

const NAMED = { $ref: '#/components/schemas/Named' };

describe('every keyword reports its violations', () => {
  test.each<[JsonObject, unknown, string[]]>([
    [{ type: 'string' }, 5, [' type']],
    [{ type: ['string', 'null'] }, 5, [' type']],
    [{ type: ['string', 'null'] }, null, []],
    [{ enum: ['a', 'b'] }, 'c', [' enum']],
    [{ const: { example: 1 } }, { example: 2 }, [' const']],
    [{ const: { example: 1 } }, { example: 1 }, []],
    [{ type: 'integer' }, 1.5, [' type']],
    [{ minimum: 1, multipleOf: 2 }, -1, [' minimum', ' multipleOf']],
    [{ exclusiveMinimum: 1 }, 1, [' exclusiveMinimum']],
    [{ exclusiveMaximum: 1 }, 1, [' exclusiveMaximum']],
    [{ maxLength: 2, pattern: '^a' }, 'bcd', [' maxLength', ' pattern']],
    [{ minLength: 1 }, '', [' minLength']],
    [{ maxItems: 1, uniqueItems: true }, [1, 1], [' maxItems', ' uniqueItems']],
    [{ minItems: 1 }, [], [' minItems']],
    [{ items: { type: 'integer' } }, [1, 'x', 'y'], ['1 type', '2 type']],
    [{ prefixItems: [{ type: 'integer' }], items: false }, ['x', 2], ['0 type', ' items']],
    [{ prefixItems: [{ type: 'integer' }], unevaluatedItems: false }, [1, 2], [' unevaluatedItems']],
    [{ contains: NAMED }, [{}, 5], [' contains']],
    [{ contains: NAMED, minContains: 1, maxContains: 1 }, [{ name: 'a' }, { name: 'b' }], [' contains']],
    [{ contains: NAMED }, [{}, { name: 'a' }], []],
    [{ required: ['a', 'b'] }, {}, ['a required', 'b required']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['b dependentRequired']],
    [{ dependentSchemas: { a: NAMED } }, { a: 1 }, ['name required']],
    [
      { properties: { a: { type: 'string' } }, additionalProperties: false },
      { a: '', 'x/y~z': 1 },
      ['x/y~z additionalProperties'],
    ],
    [{ additionalProperties: { type: 'string' } }, { a: 1, b: '' }, ['a type']],
    [{ patternProperties: { '^n': { type: 'number' } } }, { n1: 'x', m: 'x' }, ['n1 type']],
    [{ propertyNames: { pattern: '^[a-z]+$', maxLength: 3 } }, { LOUD: 1, ok: 2 }, ['LOUD propertyNames']],
    [{ minProperties: 1 }, {}, [' minProperties']],
    [{ maxProperties: 0 }, { a: 1 }, [' maxProperties']],
    [{ not: { type: 'string' } }, 'x', [' not']],
    [{ properties: { no: false } }, { no: 1 }, ['no false schema']],
    [CONDITIONAL, { a: 1 }, ['b required']],
    [CONDITIONAL, {}, ['c required']],
    [{ allOf: [NAMED, { required: ['age'] }] }, {}, ['name required', 'age required']],
  ])('%j given %j', (schema, value, expected) => {
    expect(outline(check(schema, value))).toEqual(expected);
  });
});

describe('formats', () => {
  test.each<[string, unknown, boolean]>([
    ['date-time', '2024-01-15T10:30:00Z', true],
    ['date-time', '2024-02-30T10:30:00Z', false],
    ['date', '2024-02-29', true],
    ['date', '2023-02-29', false],
    ['time', '10:30:00Z', true],
    ['time', '25:00:00Z', false],
    ['uuid', '550e8400-e29b-41d4-a716-446655440000', true],
    ['uuid', '550e8400', false],
    ['uri', 'https://example.com/a', true],
    ['uri', 'example', false],
    ['url', 'http://localhost:3000/hook', true],
    ['url', 'javascript:alert(1)', false],
    ['url', 'http://', false],
    ['url', 'http://a:99999', false],
    ['email', 'a@example.com', true],
    ['email', 'a@', false],
    ['ipv4', '127.0.0.1', true],
    ['ipv4', '256.0.0.1', false],
    ['ipv6', '::1', true],
    ['ipv6', ':::1', false],
    ['int32', 2 ** 31 - 1, true],
    ['int32', 2 ** 31, false],
    ['int64', 1, true],
    ['int64', 1.5, false],
    ['float', 1.5, true],
    ['double', 1.5, true],
    ['byte', 'AAAA', true],
    ['byte', '!', false],
    ['binary', '\u0000', true],
    ['password', 'x', true],
    ['json', '{"a":1}', true],
    ['json', '{a}', false],
    ['hex-color', '#a1b2c3', true],
    ['hex-color', 'red', false],
    ['unknown-format', 'anything', true],
  ])('%s takes %j: %j', (format, value, isValid) => {
    expect(check({ format }, value)).toHaveLength(isValid ? 0 : 1);
  });
});

describe('a violation', () => {
  test('has the path, the expected value and the actual type', () => {
    const schema = {
      type: 'object',
      properties: { groups: { type: 'array', items: { type: 'object', properties: { 0: { maxLength: 2 } } } } },
    };
    expect(check(schema, { groups: [{}, { 0: 'abc' }] })).toEqual([
      { path: ['groups', 1, '0'], keyword: 'maxLength', params: { limit: 2 }, actual: 'string' },
    ]);
  });

  test.each<[unknown, string]>([
    [null, 'null'],
    [[], 'array'],
    [{}, 'object'],
    [1.5, 'number'],
    [true, 'boolean'],
  ])('calls %j a value of type %s', (value, actual) => {
    expect(check({ type: 'string' }, value)).toEqual([
      { path: [], keyword: 'type', params: { type: 'string' }, actual },
    ]);
  });

  test('of a missing property has a path that ends in its name', () => {
    expect(check(NAMED, {})).toEqual([
      { path: ['name'], keyword: 'required', params: { missingProperty: 'name' }, actual: 'missing' },
    ]);
  });

  test('is reported once, even if two branches have it', () => {
    expect(outline(check({ allOf: [NAMED, NAMED, { type: 'object', required: ['name'] }] }, {}))).toEqual([
      'name required',
    ]);
  });
});

describe('of a union, the best matching branch is reported', () => {
  const cut = { anyOf: [NAMED, { type: 'object', maxProperties: 0 }, { type: 'null' }] };
  const kinds = {
    oneOf: [
      { type: 'object', required: ['kind', 'a'], properties: { kind: { const: 'a' }, a: { type: 'string' } } },
      {
        type: 'object',
        required: ['kind', 'b'],
        properties: { kind: { enum: ['b'] }, b: { type: 'object', properties: { deep: { type: 'string' } } } },
      },
    ],
  };
  test.each<[string, JsonObject, unknown, string[]]>([
    ['null beside a reference passes', cut, null, []],
    ['an empty object passes', cut, {}, []],
    ['the full branch, not the empty one', cut, { name: 5 }, ['name type']],
    ['the full branch, when its property is missing', cut, { other: 5 }, ['name required']],
    [
      'the branch that is not null',
      { anyOf: [{ type: 'null' }, { type: 'string', maxLength: 2 }] },
      'abc',
      [' maxLength'],
    ],
    [
      'all types, when none matches',
      { anyOf: [{ type: 'string' }, { type: 'null' }, { type: 'integer' }] },
      [],
      [' type'],
    ],
    ['the variant with its kind', kinds, { kind: 'a' }, ['a required']],
    [
      'the variant with its kind, even if another matches to a greater depth',
      kinds,
      { kind: 'a', b: { deep: 5 } },
      ['a required'],
    ],
    ['the error inside the variant, not the kind of another', kinds, { kind: 'b', b: { deep: 5 } }, ['b/deep type']],
    [
      'the branch that fails deeper',
      { anyOf: [{ maxProperties: 0 }, { properties: { a: { items: NAMED } } }] },
      { a: [{}] },
      ['a/0/name required'],
    ],
    [
      'the branch with a missing property, not the one of another shape',
      { anyOf: [{ maxProperties: 0 }, NAMED] },
      { other: 1 },
      ['name required'],
    ],
    ['the branch with fewer errors', { anyOf: [{ required: ['a', 'b'] }, { required: ['c'] }] }, {}, ['c required']],
    [
      'a union inside a union',
      { anyOf: [{ type: 'null' }, { anyOf: [{ type: 'integer' }, NAMED] }] },
      { name: 5 },
      ['name type'],
    ],
    [
      'the union itself, when two branches match',
      { oneOf: [{ type: 'integer' }, { type: 'string' }, { minLength: 1 }] },
      'x',
      [' oneOf'],
    ],
    ['the union itself, when all branches match', { oneOf: [true, true] }, 'x', [' oneOf']],
    [
      'next to other errors',
      { type: 'object', properties: { a: { type: 'string' }, b: cut, c: { type: 'string' } } },
      { a: 1, b: { name: 1 }, c: 1 },
      ['a type', 'b/name type', 'c type'],
    ],
    ['in each element', { items: cut }, [{ name: 1 }, {}, 'x'], ['0/name type', '2 type']],
  ])('%s', (_title, schema, value, expected) => {
    expect(outline(check(schema, value))).toEqual(expected);
  });

  test('lists the types of all branches', () => {
    expect(check({ anyOf: [{ type: 'string' }, { type: ['integer', 'null'] }] }, [])).toEqual([
      { path: [], keyword: 'type', params: { type: ['string', 'integer', 'null'] }, actual: 'array' },
    ]);
  });

  test('does not include the internal branch ends', () => {
    expect(check({ oneOf: [true, true] }, 'x')[0]?.params).toEqual({ passingSchemas: [0, 1] });
  });
});

describe('strict', () => {
  const body = { allOf: [NAMED], properties: { age: { type: 'integer' } } };
  test('rejects undeclared properties at the top level only', () => {
    expect(outline(check(body, { name: 'x', age: 1, other: 1 }, true))).toEqual(['other unevaluatedProperties']);
    expect(check({ properties: { in: NAMED } }, { in: { name: 'x', other: 1 } }, true)).toEqual([]);
  });

  test('is off by default', () => {
    expect(check(body, { name: 'x', other: 1 })).toEqual([]);
  });

  test('distinguishes unknown properties from invalid ones', () => {
    expect(outline(check(body, { name: 5, age: 'x', other: 1 }, true))).toEqual([
      'name type',
      'age type',
      'other unevaluatedProperties',
    ]);
  });

  test('does not report properties as unknown because a union failed', () => {
    const union = {
      anyOf: [
        { required: ['a'], properties: { a: { type: 'string' } } },
        { required: ['b'], properties: { b: true } },
      ],
    };
    expect(outline(check(union, { a: 1 }, true))).toEqual(['a type']);
    expect(outline(check(union, { a: 'x', c: 1 }, true))).toEqual(['c unevaluatedProperties']);
  });

  test('accepts any property of an open object', () => {
    expect(check({ additionalProperties: { type: 'string' } }, { any: 'x' }, true)).toEqual([]);
  });
});

describe('any location of a document', () => {
  const path = '/a%2Fb/{id}/"q"^|`#x?y[]\\ü ~';
  const paths = {
    [path]: {
      get: {
        parameters: [{ schema: { type: 'integer' } }],
        responses: {
          200: { content: { 'application/json; charset=utf-8': { schema: { $ref: '#/components/schemas/Tree' } } } },
        },
      },
    },
    '/plain': { yes: true, no: false, chain: { $ref: '#/components/parameters/One/schema' } },
  };
  const tree = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  };
  const factory = createValidatorFactory({
    paths,
    components: { schemas: { Tree: tree }, parameters: { One: { schema: { type: 'string' } } } },
  });
  const escaped = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/get`;

  test('has a validator, whatever characters its path contains', () => {
    expect(outline(factory.at(`${escaped}/parameters/0/schema`)('x'))).toEqual([' type']);
    const content = `${escaped}/responses/200/content/application~1json; charset=utf-8/schema`;
    expect(outline(factory.at(content)({ name: 'a', children: [{ name: 'b', children: [{}] }] }))).toEqual([
      'children/0/children/0/name required',
    ]);
  });

  test('may be a boolean or a chain of references', () => {
    expect(factory.at('/paths/~1plain/yes')(1)).toEqual([]);
    expect(outline(factory.at('/paths/~1plain/no')(1))).toEqual([' false schema']);
    expect(outline(factory.at('/paths/~1plain/chain')(1))).toEqual([' type']);
  });

  test('has one validator, whichever reference resolves to it', () => {
    expect(factory.at(AT.replace('It', 'Tree'))).toBe(
      factory.at(`${escaped}/responses/200/content/application~1json; charset=utf-8/schema`),
    );
    expect(factory.at('/paths/~1plain/yes')).not.toBe(factory.at('/paths/~1plain/yes', { strict: true }));
  });
});

describe('keywords that do not validate', () => {
  test.each<[string, JsonObject, unknown]>([
    [
      'an example that looks like a schema',
      { example: { $id: 'x', type: 'nonsense' }, examples: [{ $id: 'x' }], default: { $ref: '#/nowhere' } },
      5,
    ],
    ['extensions', { 'x-one': { $id: 'y', type: 'string' }, 'x-other': { $id: 'y', type: 'integer' } }, 5],
    ['a discriminator', { type: 'object', discriminator: { propertyName: 'kind' } }, {}],
    ['an id', { id: 'https://example.com/pet', type: 'string' }, 'x'],
    ['a pattern that is invalid in Unicode mode', { pattern: '^[\\w-.]+\\-$' }, 'a.b-'],
    [
      'keywords of other tools',
      { xml: { name: 'x' }, externalDocs: { url: 'x' }, deprecated: true, readOnly: true },
      1,
    ],
  ])('%s changes nothing', (_title, schema, value) => {
    expect(check(schema, value)).toEqual([]);
  });

  test('nullable has no effect in OpenAPI 3.1', () => {
    expect(outline(check({ type: 'string', nullable: true }, null))).toEqual([' type']);
    expect(check({ nullable: true }, 'x')).toEqual([]);
  });

  test('properties may have the names of keywords', () => {
    const names = [
      'example',
      'examples',
      'default',
      'nullable',
      'id',
      'x-name',
      '$schema',
      '$id',
      'properties',
      'items',
      'enum',
      'const',
    ];
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'integer' }]));
    const value = Object.fromEntries(names.map((name) => [name, 'x']));
    expect(outline(check({ type: 'object', properties }, value))).toEqual(names.map((name) => `${name} type`));
  });
});

describe('a schema that cannot compile', () => {
  const bad: JsonObject = {
    It: { type: 'strng' },
    Lost: { items: { $ref: '#/components/schemas/Nowhere' } },
    Pattern: { pattern: '(' },
    Fine: { type: 'string' },
  };

  test.each(['It', 'Lost', 'Pattern', 'Missing'])('%s accepts no value, and the error has its pointer', (name) => {
    const validate = createFactory(bad).at(`/components/schemas/${name}`);
    for (let time = 0; time < 2; time += 1) {
      expect(() => validate('x')).toThrow(UncompilableSchemaError);
      expect(() => validate('x')).toThrow(`/components/schemas/${name}`);
    }
  });

  test('is reported by compileAll together with all others', () => {
    const factory = createFactory(bad);
    for (const name of Object.keys(bad)) factory.at(`/components/schemas/${name}`);
    expect(() => factory.compileAll()).toThrow(AggregateError);
    try {
      factory.compileAll();
    } catch (error) {
      const pointers = (error as AggregateError).errors.map((failure: UncompilableSchemaError) => failure.pointer);
      expect(pointers).toEqual(['/components/schemas/It', '/components/schemas/Lost', '/components/schemas/Pattern']);
    }
  });

  test('is reported at the end of a long chain of references', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `S${index}`,
        { properties: { next: { $ref: `#/components/schemas/S${index + 1}` } } },
      ]),
    );
    const factory = createFactory({ ...chain, S20: { type: 'strng' } });
    const validate = factory.at('/components/schemas/S0');
    let value: JsonObject = {};
    for (let depth = 0; depth < 20; depth += 1) value = { next: value };
    expect(() => validate(value)).toThrow('/components/schemas/S20');
    expect(() => factory.compileAll()).toThrow('/components/schemas/S20');
  });

  test('does not prevent the others from compiling', () => {
    const factory = createFactory(bad);
    expect(() => factory.at(AT)('x')).toThrow(UncompilableSchemaError);
    expect(factory.at('/components/schemas/Fine')('x')).toEqual([]);
  });
});

describe('compileAll', () => {
  test('counts the requested validators', () => {
    const factory = createFactory({ It: { type: 'string' }, Other: { $ref: '#/components/schemas/It' }, Third: {} });
    for (const name of ['It', 'Other', 'Third']) factory.at(`/components/schemas/${name}`);
    factory.at('/components/schemas/Third', { strict: true });
    expect(factory.compileAll()).toBe(3);
  });
});

describe('uniqueItems', () => {
  test.each<[unknown[], boolean]>([
    [[1, '1', true, null, 'null'], true],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [
      [
        [1, 2],
        [2, 1],
      ],
      true,
    ],
    [[0, -0], false],
    [[], true],
    [[{ a: '1,b:2' }, { a: 1 }], true],
  ])('%j has no duplicates: %j', (value, isUnique) => {
    expect(check({ uniqueItems: true }, value)).toHaveLength(isUnique ? 0 : 1);
    expect(check({ uniqueItems: false }, value)).toEqual([]);
  });
});
