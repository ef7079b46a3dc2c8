import { CommanderError } from 'commander';
import { EXIT, type CliContext } from './context.ts';
import { createProgram } from './create-program.ts';

/** Runs what was typed and gives the exit code. Throws nothing: what nobody expected is printed with its stack. */
export async function runCli(context: CliContext): Promise<number> {
  let code: number = EXIT.ok;
  const program = createProgram(context, (exitCode) => (code = exitCode));
  try {
    await program.parseAsync(context.terminal.argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    context.terminal.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.failure;
  }
}
