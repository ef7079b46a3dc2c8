import type { StatePiece } from './control-state.ts';

/** A sandbox in the log. A deleted one has no entry. */
export type SandboxEntry = {
  /** A number that no earlier sandbox of this name had: each has a log of its own. */
  readonly incarnation: number;
  /** The name of the state that it began with. Sandboxes that begin with one state share it. */
  readonly base: string;
  /** When it was created, by the machine's clock, in milliseconds. */
  readonly created: number;
};

/** The piece of the control state that lists the sandboxes of the log. */
export const SANDBOX: StatePiece<SandboxEntry | null> = { name: 'sandbox', initial: null };

/**
 * The highest incarnation of all deleted sandboxes: the next sandbox has a higher one, whichever its name, so that no
 * replica takes its log for that of a deleted one. It is all that is left of them.
 */
export const LAST_DELETED: StatePiece<number> = { name: 'last_deleted_sandbox', initial: 0 };
