import type { ControlledClock } from '../../kernel/time/controlled-clock.ts';
import type { Ids } from '../../kernel/random/ids.ts';
import type { Pace } from '../../kernel/time/pace.ts';
import type { Random } from '../../kernel/random/random.ts';
import type { Store } from './store.ts';

/** All that a request can read and change: a state, and the time, keys and randomness that belong to it. */
export interface World {
  /** `baseline`, or a sandbox's name. */
  readonly name: string;
  readonly store: Store;
  readonly clock: ControlledClock;
  readonly ids: Ids;
  readonly random: Random;
  /** How long what takes time takes in it. */
  readonly pace: Pace;
}
