import type { ControlCalls } from '../context/control-call.ts';
import type { LiveSettings } from '../context/live-settings.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Reads and changes the settings that can change at run time. All worlds share them. */
export const CONFIG_CALLS = {
  retrieveConfig: { state: 'settings', handle: (_call, { live }) => ({ kind: 'success', body: toBody(live) }) },
  updateConfig: {
    state: 'settings',
    handle: async ({ body }, { live }) => {
      const { strict, require_sandbox: requireSandbox, speed, log_level: logLevel } = body;
      if (logLevel !== undefined && live.values.logLevel === undefined) {
        return {
          kind: 'invalid',
          violations: [{ field: 'log_level', location: 'body', keyword: 'logger', message: EXTERNAL_LOGGER }],
        };
      }
      await live.change({
        ...(strict === undefined ? {} : { strict }),
        ...(requireSandbox === undefined ? {} : { requireSandbox }),
        ...(speed === undefined ? {} : { speed }),
        ...(logLevel === undefined ? {} : { logLevel }),
      });
      return { kind: 'success', body: toBody(live) };
    },
  },
} satisfies Partial<ControlCalls>;

function toBody({ values: { strict, requireSandbox, speed, logLevel } }: LiveSettings): WireSchema<'Config'> {
  return { strict, require_sandbox: requireSandbox, speed, log_level: logLevel ?? null };
}

const EXTERNAL_LOGGER =
  'Failed to set log_level: the program that embeds the simulator provides the logger. Set the level there.';
