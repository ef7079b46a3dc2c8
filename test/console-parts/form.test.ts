import { describe, expect, test } from 'vitest';
import { findDifferences, isSame } from '../../src/console/api/differences.ts';
import type { Json, JsonObject } from '../../src/console/api/types.ts';
import { toFieldErrors } from '../../src/console/data/edit/field-errors.ts';
import { describeField, listFields, type Field } from '../../src/console/data/edit/fields.ts';
import { parseRecord } from '../../src/console/data/edit/parse-record.ts';
import { parseField, parseText, toText } from '../../src/console/data/edit/parse-value.ts';
import { toPatch } from '../../src/console/data/edit/to-patch.ts';
import { findCollectionSchema } from '../../src/console/data/schema/collection-schema.ts';
import { findValues, toLabel, toRow } from '../../src/console/data/schema/layout.ts';

const PET: JsonObject = {
  type: 'object',
  required: ['uuid', 'name', 'kind', 'age', 'owner', 'born_at', 'tags_count'],
  properties: {
    uuid: { type: 'string', format: 'uuid', readOnly: true },
    name: { type: 'string', minLength: 1, maxLength: 5, description: 'What it is called.' },
    kind: { $ref: '#/components/schemas/Kind' },
    age: { type: 'integer', minimum: 0, maximum: 30 },
    weight: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    story: { type: ['string', 'null'], maxLength: 65_535 },
    is_loud: { type: 'boolean', nullable: true },
    metadata: { type: 'object' },
    owner: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] },
    tags: { type: 'array', items: {} },
    tags_count: { type: 'integer' },
    is_owner: { type: 'boolean' },
    born_at: { type: 'string', format: 'date-time' },
  },
  'x-resource': {
    collection: 'pets',
    key: 'uuid',
    relations: {
      owner: { schema: 'Owner', key: 'owner_id' },
      tags: { schema: 'Tag', keys: 'tag_ids' },
    },
    computed: { uuid: 'uuid', born_at: 'created_at', is_owner: 'owned' },
    counts: ['tags'],
  },
};
const DOCUMENT: Json = {
  components: {
    schemas: {
      Pet: PET,
      Kind: { type: 'string', enum: ['cat', 'dog'] },
      Owner: { properties: { id: { type: 'integer' } }, 'x-resource': { collection: 'owners', key: 'id' } },
    },
  },
};
const RECORD: JsonObject = {
  uuid: '3f8a0c51-d2b9-4e7f-8a3b-0c51d2b94e7f',
  name: 'Tom',
  kind: 'cat',
  age: 3,
  weight: null,
  story: null,
  is_loud: true,
  owner_id: 7,
  tag_ids: [1],
  born_at: '2030-01-01T00:00:00Z',
  token: 'abc',
};

function fieldsOf(record: JsonObject, document: Json = DOCUMENT): ReadonlyMap<string, Field> {
  const schema = findCollectionSchema(document, 'pets', record);
  return new Map(listFields(record, { document, schema, key: 'uuid' }).map((field) => [field.name, field]));
}

/** Returns the field of the record with this name. */
function fieldOf(name: string): Field {
  const field = fieldsOf(RECORD).get(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
}

describe('the fields of a record', () => {
  test('are what its schema stores, and what the record has besides; what cannot be changed is last', () => {
    expect([...fieldsOf(RECORD)].map(([name, { kind, isReadOnly }]) => [name, kind, isReadOnly])).toEqual([
      ['name', 'text', false],
      ['kind', 'choice', false],
      ['age', 'number', false],
      ['weight', 'number', false],
      ['story', 'long', false],
      ['is_loud', 'boolean', false],
      ['metadata', 'json', false],
      ['owner_id', 'number', false],
      ['tag_ids', 'json', false],
      ['token', 'text', false],
      ['uuid', 'text', true],
      ['born_at', 'text', true],
    ]);
  });

  test.each([
    ['name', 'text, at most 5 characters, required'],
    ['age', 'whole number 0 to 30, required'],
    ['weight', 'number, or null'],
    ['owner_id', 'whole number, or null'],
    ['metadata', 'JSON'],
    ['uuid', 'uuid, read-only'],
  ])('%s is described', (name, expected) => {
    expect(describeField(fieldOf(name))).toBe(expected);
  });

  test('keep a redacted value, say so, and take a new one in its place', () => {
    const field = fieldsOf({ ...RECORD, token: '[redacted]' }).get('token');
    if (field === undefined) throw new Error('no field token');
    expect(field).toMatchObject({ kind: 'text', isReadOnly: true, canReplace: true });
    expect(describeField(field)).toBe('redacted, keeps its value');
    expect(parseField(field, '[redacted]', '[redacted]')).toEqual({ value: '[redacted]' });
    expect(parseField(field, '', '[redacted]')).toEqual({ message: 'Enter the new value, or keep the old one.' });
    expect(parseField(field, 'new', '[redacted]')).toEqual({ value: 'new' });
    expect(fieldsOf({ ...RECORD, uuid: '[redacted]' }).get('uuid')?.canReplace).toBe(false);
    expect(field).toMatchObject({ isRedacted: true });
    expect(fieldOf('token').canReplace).toBe(false);
  });

  test.each([
    ['{"name":"Tom","token":"[redacted]","deep":[{"key_hash":"[redacted]"}]}', undefined],
    ['{"name":"Tim","token":"[redacted]","deep":[{"key_hash":"[redacted]"},{"id":1}]}', undefined],
    ['{"name":"Tim"}', '/token is redacted, and cannot be changed here'],
    ['{"name":"Tom","token":"garbage","deep":[]}', '/token is redacted, and cannot be changed here'],
    ['{"name":"Tom","token":"[redacted]","deep":[{"key_hash":"x"}]}', '/deep/0/key_hash is redacted'],
    ['{"name":"Tom","token":"[redacted]","deep":[]}', '/deep/0/key_hash is redacted'],
    ['{"name":"Tom","token":"[redacted]"}', '/deep/0/key_hash is redacted'],
    ['[1]', 'A record is a JSON object'],
    ['{', 'JSON'],
  ])('as JSON, %s: %s', (text, message) => {
    const base = { name: 'Tom', token: '[redacted]', deep: [{ key_hash: '[redacted]' }] };
    const parsed = parseRecord(text, base);
    if (message === undefined) expect(parsed).toEqual({ record: JSON.parse(text) });
    else expect(parsed).toEqual({ message: expect.stringContaining(message) });
  });

  test('cannot lose a secret that is inside of them, by any change of a list', () => {
    const [first, second] = [
      { id: 1, key_hash: '[redacted]' },
      { id: 2, key_hash: '[redacted]' },
    ];
    const base = { keys: [first, second, 'plain'] };
    const field = fieldsOf({ ...RECORD, metadata: base }).get('metadata');
    if (field === undefined) throw new Error('no field metadata');
    const parse = (value: Json | undefined) =>
      parseField(field, value === undefined ? '' : JSON.stringify(value), base);
    for (const keys of [
      [first, second],
      [{ ...first, id: 3 }, second, 'plain'],
      [first, { ...second, id: 1 }, 'other', 'more'],
    ])
      expect(parse({ keys })).toEqual({ value: { keys } });
    for (const [value, path] of [
      [undefined, '/metadata/keys/0/key_hash'],
      [null, '/metadata/keys/0/key_hash'],
      [{}, '/metadata/keys/0/key_hash'],
      [{ keys: [second, 'plain'] }, '/metadata/keys/1/key_hash'],
      [{ keys: [second, first, 'plain'] }, '/metadata/keys/0/key_hash'],
      [{ keys: [first, { id: 2 }] }, '/metadata/keys/1/key_hash'],
    ] as const)
      expect(parse(value)).toEqual({ message: expect.stringContaining(`${path} is redacted`) });
  });

  test('follow the values where the contract says nothing, and where a value breaks it', () => {
    const record = { id: 1, text: 'a\nb', no: false, more: [] };
    expect([...fieldsOf(record, {}).values()].map(({ kind }) => kind)).toEqual(['number', 'long', 'boolean', 'json']);
    expect(fieldsOf({ ...RECORD, name: 7, kind: 'cow' }).get('name')?.kind).toBe('json');
    expect(fieldsOf({ ...RECORD, kind: 'cow' }).get('kind')?.kind).toBe('text');
  });

  test('are those of an item in a document without x-resource, also when responses wrap it', () => {
    const item = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' }, mood: { type: 'string' } },
    };
    const wrapped = { type: 'object', properties: { data: { $ref: '#/components/schemas/Item' } } };
    const content = { 'application/json': { schema: wrapped } };
    const document = {
      paths: { '/api/pets/{id}': { get: { responses: { 200: { content } } } } },
      components: { schemas: { Item: item } },
    };
    const record = { address: '1', parents: '', item: { id: 1 } };
    const values = findValues(record);
    const schema = findCollectionSchema(document, 'api.pets', values.read(record));
    expect(listFields(values.read(record), { document, schema, key: 'id' }).map(({ name }) => name)).toEqual([
      'mood',
      'id',
    ]);
    expect(values.write(record, { id: 1, mood: 'good' })).toEqual({ ...record, item: { id: 1, mood: 'good' } });
    expect(toRow(record)).toEqual({ '/address': '1', id: 1 });
    expect(toRow(RECORD)).toBe(RECORD);
  });

  test('end where references lead to each other', () => {
    const loop = {
      components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } },
    };
    const schema = findCollectionSchema(
      { ...loop, paths: { '/pets/{id}': { get: { responses: { 200: { $ref: '#/components/schemas/A' } } } } } },
      'pets',
      { id: 1 },
    );
    expect(schema).toBeUndefined();
  });
});

describe('the text of a field', () => {
  test.each([
    ['name', 'Rex', { value: 'Rex' }],
    ['name', '', { message: 'It must not be empty.' }],
    ['name', 'Alexander', { message: 'It has 9 of at most 5 characters.' }],
    ['age', '3', { value: 3 }],
    ['age', '3.5', { message: 'Enter a whole number.' }],
    ['age', '31', { message: 'It must be at most 30.' }],
    ['age', '-1', { message: 'It must be at least 0.' }],
    ['age', 'three', { message: 'Enter a number.' }],
    ['age', '', { message: 'Enter a number.' }],
    ['weight', '', { value: null }],
    ['story', '', { value: null }],
    ['kind', '1', { value: 'dog' }],
    ['kind', '', { message: 'Choose one.' }],
    ['is_loud', 'false', { value: false }],
    ['is_loud', '', { value: null }],
    ['metadata', '{"a":1}', { value: { a: 1 } }],
    ['metadata', '', { value: undefined }],
    ['born_at', 'yesterday', { message: 'It must look like 2030-01-31T09:30:00Z.' }],
    ['born_at', '2030-01-31T09:30:00+02:00', { value: '2030-01-31T09:30:00+02:00' }],
  ])('%s: "%s"', (name, text, expected) => {
    expect(parseText(fieldOf(name), text)).toEqual(expected);
  });

  test('stands for the value that it was made from', () => {
    for (const [name, value] of Object.entries(RECORD)) {
      const field = fieldOf(name);
      expect(parseText(field, toText(field, value)), name).toEqual({ value });
    }
  });

  test('says why it is not JSON', () => {
    expect(parseText(fieldOf('metadata'), '{')).toEqual({ message: expect.stringMatching(/JSON/) });
  });
});

test('a save sends the properties that differ, and the whole record when one is removed', () => {
  expect(toPatch('/p', RECORD, { ...RECORD, name: 'Rex', tag_ids: [1] })).toEqual({
    method: 'PATCH',
    path: '/p',
    body: { name: 'Rex' },
  });
  const { token: _, ...less } = RECORD;
  expect(toPatch('/p', RECORD, less)).toEqual({ method: 'PUT', path: '/p', body: less });
});

test('the errors of a save are told at their fields, the others apart', () => {
  const errors = [
    { pointer: '/collections/pets/a~1b/name', message: 'Too long.' },
    { pointer: '/collections/pets/7/metadata/role', message: 'No text.' },
    { pointer: '/collections/pets/7/item/mood', message: 'Bad.' },
    { pointer: '/age', message: 'Too old.' },
    { pointer: '', message: 'Something else.' },
  ];
  const { byField, others } = toFieldErrors(errors, ['name', 'metadata', 'age', 'mood']);
  expect([...byField]).toEqual([
    ['name', ['Too long.']],
    ['metadata', ['No text.']],
    ['mood', ['Bad.']],
    ['age', ['Too old.']],
  ]);
  expect(others.map(({ message }) => message)).toEqual(['Something else.']);
});

test('a property called constructor is one like any other', () => {
  const properties = { constructor: { type: 'string' } };
  const schema = { properties: new Map(Object.entries(properties)), required: new Set<string>() };
  const source = { document: {}, schema: { ...schema, computed: NONE, derived: NONE, keys: new Map() }, key: 'id' };
  expect(listFields({ id: 1 }, source)[0]).toMatchObject({ name: 'constructor', kind: 'text' });
  expect(toPatch('/x', { id: 1 }, { id: 1, constructor: 'Ann' }).body).toEqual({ constructor: 'Ann' });
  expect(toPatch('/x', { id: 1, constructor: 'Ann' }, { id: 1 }).method).toBe('PUT');
  expect(findDifferences({ constructor: 'Ann' }, {})).toEqual([{ path: '/constructor', from: 'Ann' }]);
});

test('differences are the innermost ones, by JSON Pointer', () => {
  expect(findDifferences({ a: { 'b/c': 1, d: [1, 2] }, e: 1 }, { a: { 'b/c': 2, d: [1] }, f: null })).toEqual([
    { path: '/a/b~1c', from: 1, to: 2 },
    { path: '/a/d/1', from: 2 },
    { path: '/e', from: 1 },
    { path: '/f', to: null },
  ]);
  expect(findDifferences({ a: 1, b: 1, c: 1 }, {}, 2)).toHaveLength(2);
  expect(isSame({ a: 1, b: [{}] }, { b: [{}], a: 1 })).toBe(true);
  expect(isSame([], {})).toBe(false);
  expect(isSame(undefined, null)).toBe(false);
});

test.each([
  [{ email: 'jo@example.com', name: 'Jo' }, 'Jo'],
  [{ user_id: '7', provider_display_name: 'Mail' }, 'Mail'],
  [{ name: '', title: 'Tea' }, 'Tea'],
  [{ address: '/pet/7', parents: {}, item: { name: 'Rex' } }, 'Rex'],
  [{ uuid: '7', name: 5 }, undefined],
])('the label of %j is %s', (record, label) => {
  expect(toLabel(record)).toBe(label);
});

const NONE: ReadonlySet<string> = new Set();
