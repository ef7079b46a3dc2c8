import { isDeepStrictEqual } from 'node:util';
import { StateCheckpoint } from './checkpoint.ts';
import { createState, forkState, type State } from './state.ts';
import type { Checkpoint, StoreSnapshot } from '../port/store.ts';

/**
 * A state of its own out of a checkpoint, with the collections and the constraint of `current`: a checkpoint outlives
 * those that it was made with.
 */
export function stateFromCheckpoint(checkpoint: Checkpoint, current: State): State {
  const isAlike = checkpoint instanceof StateCheckpoint && haveSameSpecs(checkpoint.state, current);
  return isAlike
    ? { ...forkState(checkpoint.state), constraint: current.constraint }
    : stateFromSnapshot(checkpoint.snapshot(), current);
}

/** A state out of plain JSON, with the collections and the constraint of `current`. */
export function stateFromSnapshot(snapshot: StoreSnapshot, { specs, constraint }: State): State {
  return createState([...specs.values()], snapshot, constraint);
}

function haveSameSpecs({ specs }: State, { specs: others }: State): boolean {
  return specs === others || isDeepStrictEqual(specs, others);
}
