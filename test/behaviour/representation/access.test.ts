import { describe, expect, it } from 'vitest';
import { createAccess, rulesFor } from '../../../src/behaviour/representation/access.ts';
import type { Caller } from '../../../src/behaviour/representation/caller.ts';
import type { CompiledContract } from '../../../src/contract/model/contract.ts';
import type { AccessRule, KeyRelation, Relation, Resource } from '../../../src/contract/model/resource.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';
import { createStore } from '../../../src/store/create-store.ts';
import type { StoredRecord } from '../../../src/store/port/store.ts';

const toKeyRelation = (name: string, schema: string): KeyRelation => ({
  kind: 'key',
  name,
  schema,
  key: `${name}_id`,
  load: 'always',
  onDelete: 'null',
  defaultFromCaller: undefined,
});

const SHELF = toKeyRelation('shelf', 'Shelf');
const GRANTS: Relation = { kind: 'foreign', name: 'grants', schema: 'Grant', load: 'with', foreignKey: 'book_id' };

const toResource = (resource: Partial<Resource>): Resource =>
  ({
    key: 'id',
    owner: toKeyRelation('user', 'User'),
    relations: new Map(),
    visibleTo: [],
    editableBy: [],
    deletableBy: [],
    permits: new Map(),
    ...resource,
  }) as Resource;

/** Shelves are visible to their owner; a grant refers to a book and to a user. */
const shelves = toResource({ name: 'Shelf', collection: 'shelves', visibleTo: [{ kind: 'owner' }] });
const grants = toResource({
  name: 'Grant',
  collection: 'grants',
  relations: new Map([['reader', toKeyRelation('reader', 'User')]]),
});
const toBooks = (rules: Partial<Resource>): Resource =>
  toResource({
    name: 'Book',
    collection: 'books',
    relations: new Map<string, Relation>([
      ['shelf', SHELF],
      ['editor', toKeyRelation('editor', 'User')],
      ['grants', GRANTS],
    ]),
    ...rules,
  });

const initial = {
  position: 0,
  sequences: {},
  collections: {
    shelves: [{ id: 's', user_id: 1 }],
    grants: [{ id: 'g', book_id: 'b', reader_id: 2, permission: 'edit' }],
  },
};
const collections = [
  { name: 'shelves', key: 'id', indexes: [] },
  { name: 'grants', key: 'id', indexes: ['book_id'] },
];
const reader = createStore({ collections, journal: createMemoryJournal(), initial });
const toCaller = (key: number): Caller => ({ key, record: { id: key }, credential: { kind: 'token' } });
const [ada, bob] = [toCaller(1), toCaller(2)];
const book = { id: 'b', user_id: 1, editor_id: 2, shelf_id: 's', visibility: 'public' };

const OWNER: AccessRule = { kind: 'owner' };
const PUBLIC: AccessRule = { kind: 'property', property: 'visibility', equals: 'public' };
const EDITOR: AccessRule = { kind: 'caller', relation: 'editor' };
const ON_SHELF: AccessRule = { kind: 'relation', relation: 'shelf', where: new Map() };
const PUBLIC_ON_SHELF: AccessRule = { ...ON_SHELF, where: new Map([['visibility', ['public', null]]]) };
const GRANTED: AccessRule = { kind: 'granted', relation: 'grants', to: 'reader', where: new Map() };
const GRANTED_TO_EDIT: AccessRule = { ...GRANTED, where: new Map([['permission', ['edit']]]) };
const GRANTED_TO_VIEW: AccessRule = { ...GRANTED, where: new Map([['permission', ['view']]]) };

type Row = readonly [what: string, rule: AccessRule, caller: Caller, changes: StoredRecord, expected: boolean];
const ROWS: readonly Row[] = [
  ['owner: the owner may', OWNER, ada, {}, true],
  ['owner: another caller may not', OWNER, bob, {}, false],
  ['owner: a record without an owner grants no access', OWNER, ada, { user_id: null }, false],
  ['property: any caller may if it has the value', PUBLIC, bob, {}, true],
  ['property: no caller may if it has another value', PUBLIC, ada, { visibility: 'private' }, false],
  ['caller: the related caller may', EDITOR, bob, {}, true],
  ['caller: another caller may not', EDITOR, ada, {}, false],
  ['caller: a null relation grants no access', EDITOR, bob, { editor_id: null }, false],
  ['relation: a caller who sees the related record may', ON_SHELF, ada, {}, true],
  ['relation: a caller who does not see it may not', ON_SHELF, bob, {}, false],
  ['relation: a key without a record grants no access', ON_SHELF, ada, { shelf_id: 'gone' }, false],
  ['relation: a null key grants no access', ON_SHELF, ada, { shelf_id: null }, false],
  ['relation: with conditions that the record meets', PUBLIC_ON_SHELF, ada, {}, true],
  ['relation: a missing field counts as null', PUBLIC_ON_SHELF, ada, { visibility: null }, true],
  ['relation: with conditions that it does not meet', PUBLIC_ON_SHELF, ada, { visibility: 'private' }, false],
  ['granted: a caller with a grant may', GRANTED, bob, {}, true],
  ['granted: a caller without a grant may not', GRANTED, ada, {}, false],
  ['granted: a record without grants grants no access', GRANTED, bob, { id: 'other' }, false],
  ['granted: with conditions that the grant meets', GRANTED_TO_EDIT, bob, {}, true],
  ['granted: with conditions that it does not meet', GRANTED_TO_VIEW, bob, {}, false],
];

function openAccess(books: Resource, ...others: readonly Resource[]) {
  const resources = new Map([shelves, grants, books, ...others].map((resource) => [resource.name, resource]));
  return createAccess({ resources, operations: [] } as unknown as CompiledContract);
}

describe('an access rule', () => {
  it.each(ROWS)('%s', (...[, rule, caller, changes, expected]: Row) => {
    const books = toBooks({ visibleTo: [rule] });
    expect(openAccess(books).canSee(books, { ...book, ...changes }, { reader, caller })).toBe(expected);
  });

  it('grants access when any rule of several does', () => {
    const books = toBooks({ visibleTo: [OWNER, EDITOR] });
    expect(openAccess(books).canSee(books, book, { reader, caller: bob })).toBe(true);
  });

  it.each<readonly [what: string, rules: readonly AccessRule[], caller: Caller | undefined]>([
    ['an empty list of rules', [], bob],
    ['a call without authentication', [OWNER], undefined],
  ])('is not needed for %s', (_what, visibleTo, caller) => {
    const books = toBooks({ visibleTo });
    expect(openAccess(books).canSee(books, book, { reader, caller })).toBe(true);
  });

  it.each(['caller', 'relation', 'granted'] as const)('of kind %s is closed when its relation is unknown', (kind) => {
    const rule = { kind, relation: 'nothing', to: 'reader', where: new Map() } as AccessRule;
    const books = toBooks({ visibleTo: [rule] });
    expect(openAccess(books).canSee(books, book, { reader, caller: ada })).toBe(false);
  });
});

describe('the rules of an action', () => {
  const run: readonly AccessRule[] = [GRANTED];
  const books = toBooks({
    visibleTo: [PUBLIC],
    editableBy: [EDITOR],
    deletableBy: [OWNER],
    permits: new Map([['run', run]]),
  });

  it.each([
    ['see', [PUBLIC]],
    ['edit', [EDITOR]],
    ['delete', [OWNER]],
    ['run', run],
    ['publish', [EDITOR]],
  ])('%s', (action, rules) => {
    expect(rulesFor(action, books)).toEqual(rules);
  });

  it.each([
    ['delete', ada, true],
    ['delete', bob, false],
    ['edit', ada, false],
    ['edit', bob, true],
  ])('decide on %s for each caller', (action, caller, expected) => {
    expect(openAccess(books).may(action, books, book, { reader, caller })).toBe(expected);
  });
});

describe('the owner', () => {
  it.each([
    ['is the caller whose key the record holds', ada, true],
    ['is not another caller', bob, false],
    ['is not an unauthenticated caller', undefined, false],
  ])('%s', (_what, caller, expected) => {
    const books = toBooks({});
    expect(openAccess(books).isOwner(books, book, caller)).toBe(expected);
  });

  it('does not exist for a resource without an owner', () => {
    const books = toBooks({ owner: undefined });
    expect(openAccess(books).isOwner(books, book, ada)).toBe(false);
  });
});

describe('a rule that rejected a caller', () => {
  const people = toResource({ name: 'User', collection: 'people' });
  const world = createStore({
    collections: [...collections, { name: 'people', key: 'id', indexes: [] }],
    journal: createMemoryJournal(),
    initial: { ...initial, collections: { ...initial.collections, people: [{ id: 2, name: 'Bob' }] } },
  });
  const books = toBooks({ editableBy: [OWNER, EDITOR, GRANTED] });
  const access = openAccess(books, people);

  it('names the users whom it allows, and only those who are there', () => {
    const tried = access.listRules('edit', books, book, { reader: world, caller: undefined });
    expect(tried.map(({ users }) => users)).toEqual([[], [2], [2]]);
    expect(tried.map(({ allows }) => allows)).toEqual([[], ['Bob (people/2)'], ['Bob (people/2)']]);
  });
});
