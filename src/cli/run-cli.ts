import { CommanderError } from 'commander';
import { toPrintableLines } from '../kernel/text/printable.ts';
import { toReason } from '../kernel/text/to-reason.ts';
import { COMMAND_GROUPS } from './commands/command-table.ts';
import { EXIT_CODES, type CliContext, type Output } from './terminal/context.ts';
import { createProgram } from './create-program.ts';

/**
 * Runs the command line and returns the exit code, which is not 0 when its output cannot be written. Never throws: an
 * unexpected error is printed with its stack.
 */
export async function runCli(given: CliContext): Promise<number> {
  const context = withPrintableOutput(given);
  const code = await runProgram(context);
  const error = await context.terminal.takeOutputError();
  if (error === undefined) return code;
  context.terminal.stderr.write(
    `Failed to write to standard output: ${toReason(error)}. Free space there, or send the output to another place.\n`,
  );
  return code === EXIT_CODES.ok ? EXIT_CODES.failure : code;
}

async function runProgram(context: CliContext): Promise<number> {
  const args = toArguments(context.terminal.argv);
  let code: number = EXIT_CODES.ok;
  try {
    await createProgram(args, context, (exitCode) => (code = exitCode)).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
    context.terminal.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT_CODES.failure;
  }
}

/** Moves `--help` behind what follows it: `--help state` is `state --help`, and `--help log` is `start --help log`. */
function toArguments(argv: readonly string[]): readonly string[] {
  const [flag, topic] = argv;
  if ((flag !== '--help' && flag !== '-h') || topic === undefined) return argv;
  return COMMAND_GROUPS.some(({ name }) => name === topic) ? [topic, flag] : ['start', flag, topic];
}

/**
 * Returns the context with output that escapes control characters. Texts quoted from documents, fixtures and scenarios
 * must not control the terminal.
 */
function withPrintableOutput(context: CliContext): CliContext {
  const { terminal } = context;
  return {
    ...context,
    terminal: { ...terminal, stdout: toPrintableOutput(terminal.stdout), stderr: toPrintableOutput(terminal.stderr) },
  };
}

function toPrintableOutput(output: Output): Output {
  return {
    isTTY: output.isTTY,
    columns: output.columns,
    write: (text) => output.write(toPrintableLines(text)),
    writeStyled: (text) => output.write(text),
  };
}
