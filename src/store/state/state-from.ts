import { isDeepStrictEqual } from 'node:util';
import { StateCheckpoint } from './checkpoint.ts';
import { createState, forkState, type State } from './state.ts';
import { Table } from './table.ts';
import { StoreError } from '../port/store-error.ts';
import type { CheckedFor, Checkpoint, StoreSnapshot } from '../port/store.ts';

/**
 * Creates a state from a checkpoint with the collections, the contract and the constraint of `current`, which may have
 * changed since the checkpoint.
 */
export function stateFromCheckpoint(checkpoint: Checkpoint, current: State): State {
  const hasSameSpecs = checkpoint instanceof StateCheckpoint && haveSameSpecs(checkpoint.state.specs, current.specs);
  return hasSameSpecs
    ? { ...forkState(checkpoint.state), contract: current.contract, constraint: current.constraint }
    : stateFromSnapshot(checkpoint.snapshot(), current);
}

/** Like `stateFromCheckpoint`. Throws a StoreError when what the records were checked for does not hold. */
export function stateFromChecked(checkpoint: Checkpoint, current: State, checked: CheckedFor | undefined): State {
  if (checked !== undefined && checked.contract !== current.contract)
    throw new StoreError('SCHEMA_CHANGED', 'The store has another contract than the one that the records fit.');
  if (checked?.isCurrent?.() === false)
    throw new StoreError('STATE_CHANGED', 'Records have changed that the new ones were made of.');
  return stateFromCheckpoint(checkpoint, current);
}

/** Creates a state from plain JSON with the collections, the contract and the constraint of `current`. */
export function stateFromSnapshot(snapshot: StoreSnapshot, current: State): State {
  return createState([...current.specs.values()], snapshot, current);
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
