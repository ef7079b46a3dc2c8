import { SHARED_PIECES } from '../../control/context/control-state.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createLocalControlState } from '../../store/control/local-control-state.ts';
import { createSharedControlState, toPieceCollections } from '../../store/control/shared-control-state.ts';
import { createStore } from '../../store/create-store.ts';
import type { ControlState } from '../../store/port/control-state.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';

/** The options that decide where the control state lives. */
export interface ControlStateOptions {
  readonly log: JournalLog | undefined;
  readonly logger: Logger;
}

/** Opens the control state: in this process, or in the hidden world of the log that replicas share. */
export async function openControlState({ log, logger }: ControlStateOptions): Promise<ControlState> {
  if (log === undefined) return createLocalControlState();
  const collections = toPieceCollections(SHARED_PIECES);
  const journal = await log.open({ collections, world: CONTROL_WORLD });
  return createSharedControlState({ store: createStore({ collections, journal }), pieces: SHARED_PIECES, logger });
}

/** The hidden world of the baseline. Its name cannot be that of a sandbox. */
const CONTROL_WORLD = `control/${BASELINE}`;
