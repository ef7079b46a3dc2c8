import type { JsonObject } from '../../src/kernel/json/json.ts';

const REF = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** Schemas that made generators give up, by what is hard about them. */
export const TRICKY_SCHEMAS: Readonly<Record<string, JsonObject>> = {
  Anything: {},
  Nothing: { type: 'null' },
  Constant: { const: { a: [1, null] } },
  Enumeration: { enum: ['a', 2, null, { b: true }] },
  EnumOfOneType: { type: 'string', enum: ['draft', 'published'] },
  NarrowInteger: { type: 'integer', exclusiveMinimum: 4, exclusiveMaximum: 6 },
  HugeInteger: { type: 'integer', format: 'int64', minimum: 9_007_199_254_740_000 },
  Negative: { type: 'integer', maximum: -5 },
  NarrowNumber: { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 1.001 },
  LargeExclusive: { type: 'number', exclusiveMinimum: 1_000_000, maximum: 1_000_000.01 },
  Multiple: { type: 'integer', multipleOf: 7, minimum: 1, maximum: 50 },
  TenthsOfAnything: { type: 'number', multipleOf: 0.1, minimum: 0, maximum: 10 },
  Cents: { type: 'number', multipleOf: 0.01, minimum: 0.01, maximum: 99.99 },
  IntegerAmongNumbers: {
    allOf: [
      { type: 'number', minimum: 2 },
      { type: 'integer', maximum: 3 },
    ],
  },
  ShortText: { type: 'string', minLength: 2, maxLength: 3 },
  LongText: { type: 'string', minLength: 300, maxLength: 320 },
  EmptyText: { type: 'string', maxLength: 0 },
  ShortEmail: { type: 'string', format: 'email', maxLength: 40 },
  Duration: { type: 'string', pattern: '^[1-9][0-9]{0,3}[dwmy]$' },
  Plate: { type: 'string', pattern: '^[A-Z]{1,3}-[A-Z]{1,2} [1-9]\\d{0,3}$' },
  Identifier: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', minLength: 8, maxLength: 12 },
  Colour: { type: 'string', pattern: '^#(?:[0-9a-f]{3}){1,2}$' },
  Excluding: { type: 'string', pattern: '^[^\\s/]+$' },
  Letters: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$', minLength: 20 },
  Printable: { type: 'string', pattern: '^[\\x20-\\x7E]+$', minLength: 40, maxLength: 60 },
  Lookahead: { type: 'string', pattern: '^(?=.*[0-9])[a-z0-9]{6,}$' },
  Unanchored: { type: 'string', pattern: 'b[0-9]+c' },
  PatternWithDashEscape: { type: 'string', pattern: '^[a-z]+\\-[0-9]{2}$' },
  Formats: {
    type: 'object',
    required: ['date_time', 'ipv6'],
    properties: Object.fromEntries(
      `date-time date time duration email idn-email hostname ipv4 ipv6 uri uri-reference uri-template url uuid json-pointer relative-json-pointer
      regex byte binary password`
        .split(/\s+/)
        .map((format) => [format.replaceAll('-', '_'), { type: 'string', format }]),
    ),
  },
  Nullable: { type: ['string', 'null'], minLength: 1 },
  AnyOfTypes: { type: ['integer', 'boolean', 'array', 'object'], items: { type: 'string' } },
  Untyped: { properties: { a: { minimum: 3 } }, required: ['a'] },
  UniqueFew: { type: 'array', uniqueItems: true, minItems: 3, maxItems: 3, items: { enum: [1, 2, 3] } },
  UniqueObjects: {
    type: 'array',
    uniqueItems: true,
    minItems: 4,
    items: { type: 'object', properties: { n: { type: 'integer', maximum: 9, minimum: 0 } }, required: ['n'] },
  },
  Tuple: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false, minItems: 2 },
  Containing: { type: 'array', items: { type: 'integer' }, contains: { minimum: 900, maximum: 950 }, minContains: 2 },
  ManyItems: { type: 'array', minItems: 30, items: { type: 'boolean' } },
  NoItems: { type: 'array', maxItems: 0 },
  OpenMap: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 3 },
  NamedMap: {
    type: 'object',
    propertyNames: { pattern: '^[a-z]{3}$' },
    additionalProperties: { type: 'boolean' },
    minProperties: 2,
  },
  PatternMap: {
    type: 'object',
    patternProperties: { '^x-[a-z]+$': { type: 'integer' } },
    additionalProperties: false,
    minProperties: 2,
  },
  Closed: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
  FewProperties: { type: 'object', properties: { a: {}, b: {}, c: {} }, required: ['b'], maxProperties: 2 },
  RequiredUndeclared: { type: 'object', required: ['x'], additionalProperties: { type: 'number', minimum: 1 } },
  Dependent: {
    type: 'object',
    properties: { card: { type: 'string' }, address: { type: 'string' } },
    dependentRequired: { card: ['address'] },
  },
  DependentSchema: {
    type: 'object',
    properties: { kind: { const: 'a' } },
    dependentSchemas: { kind: { required: ['size'], properties: { size: { type: 'integer' } } } },
  },
  Conditional: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['card', 'cash'] } },
    if: { properties: { kind: { const: 'card' } } },
    // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
    then: { required: ['number'], properties: { number: { type: 'string', pattern: '^\\d{16}$' } } },
    else: { properties: { number: false } },
  },
  Composed: {
    allOf: [
      REF('Closable'),
      { type: 'object', required: ['b'], properties: { b: { type: 'integer', minimum: 10 }, a: { minLength: 5 } } },
    ],
  },
  Closable: {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, b: { type: 'integer', maximum: 12 } },
  },
  OneByRequired: {
    type: 'object',
    properties: { email: { type: 'string', format: 'email' }, phone: { type: 'string' } },
    oneOf: [{ required: ['email'] }, { required: ['phone'] }],
  },
  Pet: {
    oneOf: [REF('Cat'), REF('Dog')],
    discriminator: {
      propertyName: 'petType',
      mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
    },
  },
  Cat: {
    type: 'object',
    required: ['petType', 'lives'],
    properties: { petType: { type: 'string' }, lives: { type: 'integer' } },
    not: { required: ['bark'] },
  },
  Dog: {
    type: 'object',
    required: ['petType', 'bark'],
    properties: { petType: { type: 'string' }, bark: { type: 'string' } },
    not: { required: ['lives'] },
  },
  OverlappingNumbers: {
    oneOf: [
      { type: 'integer', minimum: 0 },
      { type: 'integer', maximum: 500 },
    ],
  },
  OverlappingLists: {
    type: 'array',
    minItems: 12,
    items: {
      oneOf: [
        { type: 'integer', minimum: 3, exclusiveMaximum: 200 },
        { type: 'number', exclusiveMinimum: 100, maximum: 900 },
        REF('Low'),
      ],
    },
  },
  Low: { type: 'integer', maximum: 10 },
  NotThis: { type: 'string', enum: ['a', 'b', 'c'], not: { const: 'b' } },
  TwoUnions: {
    allOf: [
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      { oneOf: [{ required: ['c'] }, { required: ['d'] }] },
    ],
    type: 'object',
    properties: { a: {}, b: {}, c: {}, d: {} },
  },
  Tree: {
    type: 'object',
    required: ['value', 'children'],
    properties: { value: { type: 'integer' }, children: { type: 'array', items: REF('Tree') } },
  },
  List: {
    type: 'object',
    required: ['next'],
    properties: { value: { type: 'string' }, next: { anyOf: [REF('List'), { type: 'null' }] } },
  },
  Expression: { oneOf: [REF('Sum'), REF('Literal')] },
  Sum: {
    type: 'object',
    required: ['left', 'right'],
    properties: { left: REF('Expression'), right: REF('Expression') },
    additionalProperties: false,
  },
  Literal: {
    type: 'object',
    required: ['literal'],
    properties: { literal: { type: 'number' } },
    additionalProperties: false,
  },
  Self: { type: 'object', properties: { parent: REF('Self'), sibling: REF('Other'), name: { type: 'string' } } },
  Other: {
    type: 'object',
    required: ['others'],
    properties: { self: REF('Self'), others: { type: 'array', items: REF('Other') } },
  },
  Json: {
    anyOf: [
      { type: ['string', 'number', 'boolean', 'null'] },
      { type: 'array', items: REF('Json') },
      { type: 'object', additionalProperties: REF('Json') },
    ],
  },
  Deep: Array.from({ length: 15 }).reduce<JsonObject>(
    (inner) => ({ type: 'object', required: ['in'], properties: { in: inner } }),
    {
      type: 'string',
      format: 'uuid',
    },
  ),
  Escaped: {
    type: 'object',
    required: ['a/b', 'c~d', '%', ''],
    properties: { 'a/b': { type: 'integer' }, 'c~d': {}, '%': {}, '': { type: 'null' } },
  },
  Constructor: {
    type: 'object',
    required: ['constructor', 'toString'],
    properties: { constructor: { type: 'string' }, toString: { type: 'integer' } },
  },
  Secretive: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true }, pin: REF('Pin') },
  },
  Pin: { type: 'string', writeOnly: true },
};

/** A document that holds them. */
export const TRICKY_DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Tricky', version: '1' },
  paths: {},
  components: { schemas: TRICKY_SCHEMAS },
};
