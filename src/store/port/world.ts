import type { ControlledClock } from '../../kernel/time/controlled-clock.ts';
import type { Ids } from '../../kernel/random/ids.ts';
import type { Pace } from '../../kernel/time/pace.ts';
import type { Random } from '../../kernel/random/random.ts';
import type { Store } from './store.ts';

/** Everything that a request can read and change: a state, and its time, keys and randomness. */
export interface World {
  /** `baseline`, or a sandbox's name. */
  readonly name: string;
  readonly store: Store;
  readonly clock: ControlledClock;
  readonly ids: Ids;
  readonly random: Random;
  /** How fast runs and executions proceed. */
  readonly pace: Pace;
}
