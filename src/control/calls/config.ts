import type { JsonObject } from '../../kernel/json/json.ts';
import type { Speed } from '../../kernel/time/pace.ts';
import type { PrepareControl } from '../context/control.ts';
import type { LiveSettings } from '../context/live-settings.ts';

/** Reads and changes the settings that can change at run time. All worlds share them. */
export const prepareConfig: PrepareControl = ({ live }) => ({
  retrieveConfig: () => ({ kind: 'success', body: toBody(live) }),
  updateConfig: ({ body }) => {
    const { strict, require_sandbox: requireSandbox, speed, log_level: logLevel } = body as ConfigBody;
    if (logLevel !== undefined && live.values.logLevel === undefined) {
      return {
        kind: 'invalid',
        violations: [{ field: 'log_level', location: 'body', keyword: 'logger', message: EXTERNAL_LOGGER }],
      };
    }
    live.change({
      ...(strict === undefined ? {} : { strict }),
      ...(requireSandbox === undefined ? {} : { requireSandbox }),
      ...(speed === undefined ? {} : { speed }),
      ...(logLevel === undefined ? {} : { logLevel }),
    });
    return { kind: 'success', body: toBody(live) };
  },
});

interface ConfigBody extends JsonObject {
  readonly strict: boolean;
  readonly require_sandbox: boolean;
  readonly speed: Speed;
  readonly log_level: string;
}

function toBody({ values: { strict, requireSandbox, speed, logLevel } }: LiveSettings): JsonObject {
  return { strict, require_sandbox: requireSandbox, speed, log_level: logLevel ?? null };
}

const EXTERNAL_LOGGER =
  'Failed to set log_level: the program that embeds the simulator provides the logger. Set the level there.';
