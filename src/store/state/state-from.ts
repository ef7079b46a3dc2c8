import { isDeepStrictEqual } from 'node:util';
import { StateCheckpoint } from './checkpoint.ts';
import { createState, forkState, type State } from './state.ts';
import type { Checkpoint, StoreSnapshot } from '../port/store.ts';

/**
 * Creates a state from a checkpoint with the collections and the constraint of `current`, which may have changed since
 * the checkpoint.
 */
export function stateFromCheckpoint(checkpoint: Checkpoint, current: State): State {
  const hasSameSpecs = checkpoint instanceof StateCheckpoint && haveSameSpecs(checkpoint.state, current);
  return hasSameSpecs
    ? { ...forkState(checkpoint.state), constraint: current.constraint }
    : stateFromSnapshot(checkpoint.snapshot(), current);
}

/** Creates a state from plain JSON with the collections and the constraint of `current`. */
export function stateFromSnapshot(snapshot: StoreSnapshot, { specs, constraint }: State): State {
  return createState([...specs.values()], snapshot, constraint);
}

function haveSameSpecs({ specs }: State, { specs: others }: State): boolean {
  return specs === others || isDeepStrictEqual(specs, others);
}
