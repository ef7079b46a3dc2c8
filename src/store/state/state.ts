import { freezeRecord } from './freeze-record.ts';
import type { Change, JournalEntry, JournalRecord } from '../port/journal.ts';
import type { CollectionSpec, Constraint, StoreSnapshot } from '../port/store.ts';
import { Table } from './table.ts';

/** Everything that one world holds. Tables are shared with its forks until either side writes to them. */
export interface State {
  readonly specs: ReadonlyMap<string, CollectionSpec>;
  /** What has to hold of every transaction on it. */
  readonly constraint: Constraint | undefined;
  readonly tables: Map<string, Table>;
  readonly sequences: Map<string, number>;
  /** The tables that no fork shares: they may be written in place. */
  readonly owned: Set<Table>;
  position: number;
  /** Stands for what is held now: another one after each change. */
  revision: object;
}

/** A state out of plain JSON. Throws a StoreError where a record has no key, or one that another has. */
export function createState(
  collections: readonly CollectionSpec[],
  snapshot: StoreSnapshot = EMPTY,
  constraint?: Constraint,
): State {
  const state: State = {
    specs: new Map(collections.map((spec) => [spec.name, spec])),
    constraint,
    tables: new Map(),
    sequences: new Map(Object.entries(snapshot.sequences)),
    owned: new Set(),
    position: snapshot.position,
    revision: {},
  };
  for (const [name, records] of Object.entries(snapshot.collections)) {
    const table = getWritableTable(state, name);
    // Whoever freezes a list of records (a table, an opened journal) has frozen them through and through: a second walk
    // over all of them would be a boot's longest step.
    const isFrozen = Object.isFrozen(records);
    for (const record of records) table.preload(isFrozen && Object.isFrozen(record) ? record : freezeRecord(record));
  }
  return state;
}

/** A state of its own that begins as this one. Costs one reference per collection. */
export function forkState(state: State): State {
  state.owned.clear();
  return { ...state, tables: new Map(state.tables), sequences: new Map(state.sequences), owned: new Set() };
}

/** What the state keeps a collection by; one that nobody declared has the key `id`. */
export function getSpec({ specs }: State, name: string): CollectionSpec {
  return specs.get(name) ?? { name, key: 'id', indexes: [] };
}

/** Applies what a transaction has changed. Decides nothing: the same entries give the same state everywhere. */
export function applyEntry(state: State, { position, changes }: JournalEntry): void {
  for (const change of changes) applyChange(state, change);
  state.position = position;
  state.revision = {};
}

/** Gives what a journal's record makes of a state: that state, written to, or another one. */
export function applyRecord(state: State, record: JournalRecord): State {
  if (record.kind === 'state') return createState([...state.specs.values()], record.snapshot, state.constraint);
  applyEntry(state, record.entry);
  return state;
}

/**
 * Plain JSON: collections by name, declared ones always and others unless they are empty, records in the order of
 * insertion.
 */
export function toSnapshot({ specs, tables, sequences, position }: State): StoreSnapshot {
  const held = [...tables.keys()].filter((name) => specs.has(name) || tables.get(name)?.all().length !== 0);
  const names = [...new Set([...specs.keys(), ...held])].toSorted();
  return {
    position,
    sequences: Object.fromEntries([...sequences].toSorted(byName)),
    collections: Object.fromEntries(names.map((name) => [name, tables.get(name)?.all() ?? []])),
  };
}

function applyChange(state: State, change: Change): void {
  switch (change.kind) {
    case 'put':
      return getWritableTable(state, change.collection).put(freezeRecord(change.record));
    case 'delete':
      return getWritableTable(state, change.collection).delete(change.key);
    case 'sequence':
      state.sequences.set(change.name, change.value);
  }
}

function getWritableTable(state: State, name: string): Table {
  const found = state.tables.get(name);
  if (found !== undefined && state.owned.has(found)) return found;
  const table = new Table(getSpec(state, name), found);
  state.tables.set(name, table);
  state.owned.add(table);
  return table;
}

function byName([left]: readonly [string, number], [right]: readonly [string, number]): number {
  return left < right ? -1 : 1;
}

const EMPTY: StoreSnapshot = { position: 0, sequences: {}, collections: {} };
