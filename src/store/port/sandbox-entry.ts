import type { StatePiece } from './control-state.ts';

/** A sandbox in the log. A deleted one leaves its entry, so that no replica takes its log for that of a later one. */
export type SandboxEntry = {
  /** The number of sandboxes of this name so far; each has a log of its own. */
  readonly incarnation: number;
  /** The name of the state that it began with. Sandboxes that begin with one state share it. */
  readonly base: string;
  /** When it was created, by the machine's clock, in milliseconds. */
  readonly created: number;
  readonly isDeleted: boolean;
};

/** The piece of the control state that lists the sandboxes of the log. */
export const SANDBOX: StatePiece<SandboxEntry | null> = { name: 'sandbox', initial: null };
