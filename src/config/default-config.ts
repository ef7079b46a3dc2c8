import { EMBEDDED_DEFAULTS, OPTION_NAMES, OPTIONS, type OptionSpec } from './options.ts';
import type { SimulatorConfig } from './simulator-config.ts';

/** Returns the configuration of an embedded simulator that is given no options. */
export function createEmbeddedConfig(): SimulatorConfig {
  const entries = OPTION_NAMES.flatMap((name) => {
    const option: OptionSpec = OPTIONS[name];
    return option.isCommandLineOnly === true ? [] : [[name, option.default]];
  });
  // OPTIONS relates each name to the type of its default; `fromEntries` loses that relation.
  return { ...(Object.fromEntries(entries) as SimulatorConfig), ...EMBEDDED_DEFAULTS };
}
