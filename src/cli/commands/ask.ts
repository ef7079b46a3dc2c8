import type { OwnOptions, OwnValues } from '../../config/parse-own-options.ts';
import type { ServerCall, Shown } from '../remote/run-remote.ts';
import { defineCommand, type CommandSpec } from '../terminal/command-spec.ts';
import { OUTPUT_OPTIONS } from '../terminal/own-options.ts';

/** A command that asks a running server. `load` loads the code that does it. */
interface NewServerCommand<Options extends OwnOptions> {
  readonly name: string;
  readonly description: string;
  readonly accepts?: CommandSpec['accepts'];
  readonly operands?: readonly string[];
  readonly options?: Options;
  readonly load: () => Promise<(call: ServerCall<OwnValues<Options>>) => Promise<Shown>>;
}

/** Completes a command that asks a running server. */
export function ask<const Options extends OwnOptions = OwnOptions>({
  accepts = [],
  options,
  load,
  ...rest
}: NewServerCommand<Options>): CommandSpec {
  return defineCommand({
    ...rest,
    accepts: ['url', 'sandbox', 'adminToken', ...accepts],
    options: { ...options, ...OUTPUT_OPTIONS },
    run: async (input) => {
      const { runRemote } = await import('../remote/run-remote.ts');
      // The values are those of both: `options` and OUTPUT_OPTIONS.
      return runRemote(input, (await load()) as (call: ServerCall) => Promise<Shown>);
    },
  });
}
