import { RELOADS } from '../../control/context/reloads.ts';
import type { ReloadResult } from '../../control/context/control.ts';
import { ALL_WORLDS, type ControlState } from '../../store/port/control-state.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { Engine, EngineConfig } from './open-engine.ts';
import { reloadEngine } from './reload-engine.ts';

/** What a reload replaces. */
export interface ReloadDeps {
  readonly config: EngineConfig;
  readonly control: ControlState;
  /** The log whose other replicas are followed. */
  readonly log: JournalLog | undefined;
  readonly findEngine: () => Engine;
  readonly replaceEngine: (engine: Engine) => Promise<void>;
}

/** Reloads of one simulator, and those that it follows. */
export interface Reloads {
  /** Reloads, one after the other. Rejects with a BootError or a Problem; the previous engine then continues. */
  reload(): Promise<ReloadResult>;
  /** Stops following the reloads of other replicas. */
  close(): void;
}

/** Creates the reloads of a simulator. When another replica of its log has reloaded, it reads its own files again. */
export function createReloads({ config, control, log, findEngine, replaceEngine }: ReloadDeps): Reloads {
  let turn: Promise<unknown> = Promise.resolve();
  let seen = control.read(ALL_WORLDS, RELOADS);
  const reloadInTurn = (isFollowing: boolean): Promise<ReloadResult> => {
    const reloaded = turn.then(async () => {
      const previous = findEngine();
      const { engine, sandboxes } = await reloadEngine(config, previous, { isFollowing });
      await replaceEngine(engine);
      return { contract: engine.contract, isChanged: engine.contract !== previous.contract, sandboxes };
    });
    turn = reloaded.catch(() => undefined);
    return reloaded;
  };
  const follow = (): void => {
    const count = control.read(ALL_WORLDS, RELOADS);
    if (count === seen) return;
    seen = count;
    reloadInTurn(true).catch((error: unknown) =>
      config.logger.error({ error }, 'Another replica has reloaded, and this one failed to: its files differ.'),
    );
  };
  const timer = log === undefined ? undefined : setInterval(follow, PAUSE).unref();
  return {
    reload: async () => {
      const result = await reloadInTurn(false);
      seen = await control.change(ALL_WORLDS, (draft) => {
        const count = draft.read(RELOADS) + 1;
        draft.write(RELOADS, count);
        return count;
      });
      return result;
    },
    close: () => clearInterval(timer),
  };
}

/** In milliseconds, between two looks for a reload by another replica. */
const PAUSE = 250;
