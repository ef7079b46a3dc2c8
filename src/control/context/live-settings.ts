import type { Logger } from '../../kernel/logger.ts';
import { createPace, type Pace, type Speed } from '../../kernel/time/pace.ts';

/** What can be changed while the simulator runs. */
export interface SettingValues {
  /** Parameters and properties that the contract does not declare are refused. */
  readonly strict: boolean;
  readonly requireSandbox: boolean;
  readonly speed: Speed;
  /** Undefined where the simulator writes to a logger of somebody else's. */
  readonly logLevel: string | undefined;
}

/** The settings of a simulator that can change, in one place. */
export interface LiveSettings {
  readonly values: SettingValues;
  /** Follows the speed. */
  readonly pace: Pace;
  change(values: Partial<SettingValues>): void;
}

/** Settings that begin as they are given. */
export function createLiveSettings(
  begun: Omit<SettingValues, 'logLevel'> & { readonly logLevel: string },
  logger: Logger,
): LiveSettings {
  let values: SettingValues = { ...begun, logLevel: logger.setLevel === undefined ? undefined : begun.logLevel };
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
