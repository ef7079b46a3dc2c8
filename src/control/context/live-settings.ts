import type { Logger } from '../../kernel/logger.ts';
import { createPace, type Pace, type Speed } from '../../kernel/time/pace.ts';

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
  change(values: Partial<SettingValues>): void;
}

/** Creates the settings with their initial values. */
export function createLiveSettings(
  initial: Omit<SettingValues, 'logLevel'> & { readonly logLevel: string },
  logger: Logger,
): LiveSettings {
  let values: SettingValues = { ...initial, logLevel: logger.setLevel === undefined ? undefined : initial.logLevel };
  return {
    get values() {
      return values;
    },
    pace: { scale: (milliseconds) => createPace(values.speed).scale(milliseconds) },
    change: (changes) => {
      values = { ...values, ...changes };
      if (changes.logLevel !== undefined) logger.setLevel?.(changes.logLevel);
    },
  };
}
