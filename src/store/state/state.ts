import { freezeRecord } from './freeze-record.ts';
import type { Change, JournalEntry, JournalRecord } from '../port/journal.ts';
import type { CollectionSpec, Constraint, StoreSnapshot } from '../port/store.ts';
import { Table } from './table.ts';

/** The records of one world. Forks share tables until either side writes to them. */
export interface State {
  readonly specs: ReadonlyMap<string, CollectionSpec>;
  /** The digest of the contract that the records conform to; undefined when none was given. */
  readonly contract: string | undefined;
  /** Checks every transaction. */
  readonly constraint: Constraint | undefined;
  readonly tables: Map<string, Table>;
  readonly sequences: Map<string, number>;
  /** The tables that are not shared with a fork, and may be written in place. */
  readonly owned: Set<Table>;
  position: number;
  /** Identifies the content: a new object after each change. */
  revision: object;
}

/** Creates a state from plain JSON. Throws a StoreError when a record has no valid or no unique key. */
export function createState(
  collections: readonly CollectionSpec[],
  snapshot: StoreSnapshot = EMPTY,
  { contract, constraint }: Partial<Pick<State, 'contract' | 'constraint'>> = {},
): State {
  const state: State = {
    specs: new Map(collections.map((spec) => [spec.name, spec])),
    contract,
    constraint,
    tables: new Map(),
    sequences: new Map(Object.entries(snapshot.sequences)),
    owned: new Set(),
    position: snapshot.position,
    revision: {},
  };
  for (const [name, records] of Object.entries(snapshot.collections)) {
    const table = getWritableTable(state, name);
    // The code that freezes a list of records (a table, an opened journal) has frozen them deeply. Checking all of them
    // again would be the longest step of a start.
    const isFrozen = Object.isFrozen(records);
    for (const record of records) table.preload(isFrozen && Object.isFrozen(record) ? record : freezeRecord(record));
  }
  return state;
}

/** Creates an independent state with the same content. Costs one reference per collection. */
export function forkState(state: State): State {
  state.owned.clear();
  return { ...state, tables: new Map(state.tables), sequences: new Map(state.sequences), owned: new Set() };
}

/** Returns the spec of a collection; an undeclared collection has the key `id`. */
export function getSpec({ specs }: State, name: string): CollectionSpec {
  return specs.get(name) ?? { name, key: 'id', indexes: [] };
}

/** Applies the changes of a transaction. Deterministic: the same entries produce the same state everywhere. */
export function applyEntry(state: State, { position, changes }: JournalEntry): void {
  for (const change of changes) applyChange(state, change);
  state.position = position;
  state.revision = {};
}

/**
 * Applies a journal record. Returns the state, written in place, or the new state that replaces it. `saved` has the
 * states that records return to, by reference.
 */
export function applyRecord(state: State, record: JournalRecord, saved: ReadonlyMap<string, State>): State {
  switch (record.kind) {
    case 'entry':
      applyEntry(state, record.entry);
      return state;
    case 'state':
      return createState([...state.specs.values()], record.snapshot, state);
    case 'rewind': {
      const target = saved.get(record.to);
      if (target === undefined) throw new Error(`The state ${record.to} is missing`);
      return forkState(target);
    }
  }
}

/**
 * Converts a state to plain JSON: all declared collections and the undeclared ones that hold records, in order of
 * insertion.
 */
export function toSnapshot({ specs, tables, sequences, position }: State): StoreSnapshot {
  const present = [...tables.keys()].filter((name) => specs.has(name) || tables.get(name)?.all().length !== 0);
  const names = [...new Set([...specs.keys(), ...present])].toSorted();
  return {
    position,
    sequences: Object.fromEntries([...sequences].toSorted(byName)),
    collections: Object.fromEntries(names.map((name) => [name, tables.get(name)?.all() ?? []])),
  };
}

function applyChange(state: State, change: Change): void {
  switch (change.kind) {
    case 'put': {
      const { record } = change;
      // A draft has frozen its records deeply. Those of other processes are parsed JSON.
      return getWritableTable(state, change.collection).put(Object.isFrozen(record) ? record : freezeRecord(record));
    }
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
