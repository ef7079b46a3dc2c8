import { isDeepStrictEqual } from 'node:util';
import { StateCheckpoint } from './checkpoint.ts';
import { createState, forkState, type State } from './state.ts';
import { Table } from './table.ts';
import { StoreError } from '../port/store-error.ts';
import type { Checkpoint, StoreSnapshot } from '../port/store.ts';

/**
 * Creates a state from a checkpoint with the collections and the constraint of `current`, which may have changed since
 * the checkpoint.
 */
export function stateFromCheckpoint(checkpoint: Checkpoint, current: State): State {
  const hasSameSpecs = checkpoint instanceof StateCheckpoint && haveSameSpecs(checkpoint.state.specs, current.specs);
  return hasSameSpecs
    ? { ...forkState(checkpoint.state), constraint: current.constraint }
    : stateFromSnapshot(checkpoint.snapshot(), current);
}

/**
 * Like `stateFromCheckpoint`, for records that were checked. Throws a StoreError when other collections or another
 * constraint apply than at `checkedFor`.
 */
export function stateFromChecked(checkpoint: Checkpoint, current: State, checkedFor: Checkpoint | undefined): State {
  if (checkedFor !== undefined && !hasSameSchema(checkedFor, current))
    throw new StoreError('SCHEMA_CHANGED', 'The collections or their constraint have changed meanwhile.');
  return stateFromCheckpoint(checkpoint, current);
}

function hasSameSchema(checkpoint: Checkpoint, { specs, constraint }: State): boolean {
  if (!(checkpoint instanceof StateCheckpoint)) return false;
  return checkpoint.state.constraint === constraint && haveSameSpecs(checkpoint.state.specs, specs);
}

/** Creates a state from plain JSON with the collections and the constraint of `current`. */
export function stateFromSnapshot(snapshot: StoreSnapshot, { specs, constraint }: State): State {
  return createState([...specs.values()], snapshot, constraint);
}

/**
 * Returns a state with the position and the sequences of a checkpoint, if there is one. A collection that has become
 * empty starts at number 1 again then.
 */
export function withPositionOf(origin: Checkpoint | undefined, state: State): State {
  if (origin === undefined) return state;
  const { position, sequences } = stateFromCheckpoint(origin, state);
  const emptied = [...state.tables].filter(([, table]) => table.all().length === 0);
  for (const [name] of emptied) sequences.delete(name);
  const fresh = emptied.map(([name, { spec }]) => [name, new Table(spec)] as const);
  return { ...state, position, sequences, tables: new Map([...state.tables, ...fresh]) };
}

function haveSameSpecs(specs: State['specs'], others: State['specs']): boolean {
  return specs === others || isDeepStrictEqual(specs, others);
}
