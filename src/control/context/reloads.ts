import type { StatePiece } from '../../store/port/control-state.ts';

/** The piece of the control state that counts the reloads, so that each replica reads its files again. */
export const RELOADS: StatePiece<number> = { name: 'reloads', initial: 0 };
