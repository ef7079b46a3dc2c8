import type { Logger } from '../../kernel/logger.ts';
import { createPace, type Pace, type Speed } from '../../kernel/time/pace.ts';
import { ALL_WORLDS, type ControlState, type StatePiece } from '../../store/port/control-state.ts';

/** The values of the settings that can change while the simulator runs. */
export interface SettingValues {
  /** Whether parameters and properties that the contract does not declare are rejected. */
  readonly strict: boolean;
  readonly requireSandbox: boolean;
  readonly speed: Speed;
  /** Undefined when the embedding program provides the logger. */
  readonly logLevel: string | undefined;
}

/** The settings of a simulator that can change while it runs. */
export interface LiveSettings {
  readonly values: SettingValues;
  /** The pace of the current speed. */
  readonly pace: Pace;
  change(values: Partial<SettingValues>): Promise<void>;
}

/** The settings that were changed. The log level is not among them: each replica has its own. */
export type ChangedSettings = {
  readonly strict?: boolean;
  readonly requireSandbox?: boolean;
  readonly speed?: Speed;
};

/** The piece of the control state that holds the changed settings. */
export const SETTINGS: StatePiece<ChangedSettings> = { name: 'settings', initial: {} };

/** Dependencies of live settings. */
export interface LiveSettingsDeps {
  readonly state: ControlState;
  readonly logger: Logger;
}

/** Creates the settings with the values of the options, which the control state overrides. */
export function createLiveSettings(
  initial: Omit<SettingValues, 'logLevel'> & { readonly logLevel: string },
  { state, logger }: LiveSettingsDeps,
): LiveSettings {
  let own: SettingValues = { ...initial, logLevel: logger.setLevel === undefined ? undefined : initial.logLevel };
  let values = own;
  let revision: unknown;
  // Every request reads the settings: they are put together once for each revision.
  const readValues = (): SettingValues => {
    if (revision === state.revision) return values;
    revision = state.revision;
    values = { ...own, ...state.read(ALL_WORLDS, SETTINGS) };
    return values;
  };
  return {
    get values() {
      return readValues();
    },
    pace: { scale: (milliseconds) => createPace(readValues().speed).scale(milliseconds) },
    change: async ({ logLevel, ...shared }) => {
      if (logLevel !== undefined) {
        own = { ...own, logLevel };
        revision = undefined;
        logger.setLevel?.(logLevel);
      }
      if (Object.keys(shared).length > 0)
        await state.change(ALL_WORLDS, (draft) => draft.write(SETTINGS, { ...draft.read(SETTINGS), ...shared }));
    },
  };
}
