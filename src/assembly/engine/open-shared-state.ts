import type { OutboxDispatcher } from '../../behaviour/outbox/outbox-dispatcher.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { createCheckState } from '../../control/world/check-state.ts';
import { SHARED_PIECES } from '../../control/context/control-state.ts';
import { createSnapshotStores, type SnapshotStores } from '../../control/world/snapshot-stores.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import {
  createSharedControlState,
  toPieceCollections,
  type SharedControlState,
} from '../../store/control/shared-control-state.ts';
import { createStore } from '../../store/create-store.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { SnapshotStore } from '../../store/port/snapshot-store.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { createLogSnapshotStore } from '../../store/sandboxes/log-snapshot-store.ts';
import { SandboxLog } from '../../store/sandboxes/sandbox-log.ts';
import { createSharedWorlds } from '../../store/sandboxes/shared-worlds.ts';
import type { OpenedWorld } from '../world/open-world.ts';
import { toSchemaChange } from '../world/to-schema-change.ts';

/** What the replicas of a log share beside the baseline's records. */
export interface SharedState {
  readonly state: SharedControlState;
  /** Opens the worlds of the log: the baseline, and the sandboxes that replicas have created. */
  openWorlds(opened: OpenedWorld, config: SharedWorldsConfig): Worlds;
  openSnapshots(baseline: World): SnapshotStores;
}

/** The options of sandboxes in a log. */
export interface SharedWorldsConfig {
  readonly maxSandboxes: number;
  readonly sandboxIdle: number;
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  /** Delivers the side effects of the sandboxes in memory. */
  readonly outbox: OutboxDispatcher;
}

/** Opens what replicas share. The control state is in a hidden world of the log. */
export async function openSharedState(log: JournalLog, logger: Logger): Promise<SharedState> {
  const pieces = SHARED_PIECES;
  const hidden = toPieceCollections(pieces);
  const store = createStore({
    collections: hidden,
    journal: await log.open({ collections: hidden, world: CONTROL_WORLD }),
  });
  const state = createSharedControlState({ store, pieces, logger });
  const random = createSystemRandom();
  const createId = (): string => random.hex('state', ID_LENGTH);
  const { now } = createSystemClock();
  return {
    state,
    openWorlds: ({ world: baseline, collections, createResetPoint, createWorld }, config) => {
      const { contract, platform, outbox, maxSandboxes, sandboxIdle: idleTimeout } = config;
      const schema = toSchemaChange({ collections, contract, checkState: createCheckState({ contract, platform }) });
      const sandboxes = new SandboxLog({ log, state, baseline: baseline.store, schema, now });
      const events = { onOpened: outbox.watch, onClosing: outbox.leave, isBusy: outbox.isBusy };
      const limits = { maxSandboxes, idleTimeout, now, logger };
      return createSharedWorlds({ baseline, sandboxes, createResetPoint, createWorld, ...limits, ...events });
    },
    openSnapshots: (baseline) => {
      const deps = { log, state, createId };
      const createSnapshots = (world: World): SnapshotStore => createLogSnapshotStore(world, deps);
      return createSnapshotStores({ baseline, baselineStore: createSnapshots(baseline), createStore: createSnapshots });
    },
  };
}

/** The hidden world of the baseline. Its name cannot be that of a sandbox. */
const CONTROL_WORLD = `control/${BASELINE}`;
/** In hexadecimal digits. */
const ID_LENGTH = 16;
