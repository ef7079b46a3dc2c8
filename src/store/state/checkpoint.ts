import { toSnapshot, type State } from './state.ts';
import type { Checkpoint, StoreSnapshot } from '../port/store.ts';

/** A state that is not written to any more. */
export class StateCheckpoint implements Checkpoint {
  readonly state: State;

  constructor(state: State) {
    this.state = state;
  }

  get position(): number {
    return this.state.position;
  }

  snapshot(): StoreSnapshot {
    return toSnapshot(this.state);
  }
}
