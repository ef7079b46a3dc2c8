import type { StatePiece } from './control-state.ts';

/** The snapshots of a world in a log, by name. The state of each is in a world of its own. */
export type SnapshotEntries = {
  readonly [name: string]: {
    readonly id: string;
    readonly contract: string;
    readonly time: string;
    readonly position: number;
    readonly records: number;
  };
};

/** The piece of the control state that lists the snapshots of a world. */
export const SNAPSHOTS: StatePiece<SnapshotEntries> = { name: 'snapshots', initial: {} };
