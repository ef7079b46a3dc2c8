import { Command, Option } from 'commander';
import { OPTIONS, SERVER_OPTION_NAMES, toVariable, type OptionName, type OptionSpec } from '../config/options.ts';
import type { CommandConfig } from '../config/simulator-config.ts';
import { formatDefault } from '../config/options/format-default.ts';
import { parseConfig } from '../config/parse-config.ts';
import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { EXIT_CODES, type CliContext } from './context.ts';
import { createLogger } from './create-logger.ts';
import { formatCount, toFaultReport } from './fault-report.ts';
import { init } from './init.ts';
import { readFlags } from './read-flags.ts';
import { repair } from './repair.ts';
import { snapshot } from './snapshot.ts';
import { start } from './start.ts';
import { validate } from './validate.ts';
import { world } from './world.ts';

/**
 * Creates the command line. `onExit` receives the exit code of the command that ran. For help and version, commander
 * throws a CommanderError.
 */
export function createProgram(context: CliContext, onExit: (code: number) => void): Command {
  const { stdout, stderr } = context.terminal;
  const program = new Command(PRODUCT.name)
    .description('A stateful simulator of the API that an OpenAPI document describes.')
    .usage(
      '[start] [options]\n       validate [options]\n       repair [options]\n       world [options]\n       init [folder]\n       snapshot export|import <file> [options]',
    )
    .version(context.version, '-v, --version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand(false)
    .configureOutput({ writeOut: (text) => void stdout.write(text), writeErr: (text) => void stderr.write(text) })
    .configureHelp({ optionTerm: toTerm, visibleOptions })
    .exitOverride();
  for (const spec of COMMANDS) {
    const command = addCommand(program, spec);
    command.action(async () => onExit(await runCommand(command, spec, context)));
  }
  return program;
}

interface CommandSpec {
  readonly name: string;
  readonly isDefault?: true;
  readonly description: string;
  readonly accepts: readonly OptionName[];
  /** The names of its operands, as the help shows them. */
  readonly operands?: readonly string[];
  readonly run: (config: CommandConfig, context: CliContext, ...operands: readonly string[]) => Promise<number>;
}

function addCommand(program: Command, { name, description, isDefault, accepts, operands = [] }: CommandSpec): Command {
  // Unknown options and extra arguments pass through to `parseConfig`, which reports all faults together.
  const command = program
    .command(name, { isDefault: isDefault ?? false })
    .description(description)
    .allowUnknownOption()
    .allowExcessArguments();
  for (const operand of operands) command.argument(`[${operand}]`);
  for (const optionName of accepts) command.addOption(toOption(OPTIONS[optionName]));
  return command;
}

function toOption(spec: OptionSpec): Option {
  // Commander treats the value as optional, so that `parseConfig` reports a missing one with the other faults. The help
  // shows it as required (`toTerm`).
  const option = new Option(
    spec.argument === undefined ? spec.flag : `${spec.flag} [${spec.argument}]`,
    toDescription(spec),
  );
  return spec.isRepeatable ? option.argParser(addToList) : option;
}

function addToList(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function toDescription(option: OptionSpec): string {
  const value = formatDefault(option);
  return `${option.description} (${value === undefined ? '' : `default: ${value}; `}${toVariable(option.flag)})`;
}

async function runCommand(
  command: Command,
  { accepts, operands = [], run }: CommandSpec,
  context: CliContext,
): Promise<number> {
  const { env, stderr } = context.terminal;
  const args = readFlags(
    command,
    COMMANDS.map(({ name }) => name),
    operands.length,
  );
  const parsed = parseConfig({ flags: args.flags, env, isTTY: stderr.isTTY ?? false, accepts });
  const faults = [...args.faults, ...(parsed.kind === 'faults' ? parsed.faults : [])];
  if (parsed.kind === 'ok' && faults.length === 0) {
    warn(parsed.warnings, parsed.config, context);
    return run(parsed.config, context, ...args.operands);
  }
  stderr.write(
    toFaultReport(`${PRODUCT.name}: ${formatCount(faults.length, 'invalid setting')}. See --help.`, [
      ...faults,
      ...parsed.warnings,
    ]),
  );
  return EXIT_CODES.usage;
}

/** Writes warnings to the log, so that a JSON log has JSON lines only. */
function warn(warnings: readonly BootFault[], config: CommandConfig, { terminal, redactedHeaders }: CliContext): void {
  if (warnings.length === 0) return;
  const logger = createLogger({ ...config, output: terminal.stderr, redactedHeaders });
  for (const { file, message, remedy } of warnings) logger.warn({}, `${file}: ${message} ${remedy}`);
}

function toTerm(option: Option): string {
  return option.flags.replace('[', '<').replace(']', '>');
}

/** Returns the options that the help shows. The top-level help also lists the options of the default command. */
function visibleOptions(command: Command): Option[] {
  const shown =
    command.parent === null ? (command.commands.find((child) => child.name() === 'start')?.options ?? []) : [];
  return [...shown, ...command.options, new Option('-h, --help', 'Print this help')];
}

const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'start',
    isDefault: true,
    description: 'Start the server (the default command)',
    accepts: SERVER_OPTION_NAMES,
    run: start,
  },
  {
    name: 'repair',
    description: 'Copy a data folder with a damaged journal, and repair it',
    accepts: ['data'],
    run: repair,
  },
  {
    name: 'snapshot',
    description: 'Export the state of a data folder to a file, or import it from one',
    accepts: ['data', 'spec', 'allowRefs', 'fixtures'],
    operands: ['export|import', 'file'],
    run: snapshot,
  },
  {
    name: 'validate',
    description: 'Check the contract, its examples and the fixtures',
    accepts: ['spec', 'allowRefs', 'fixtures'],
    run: validate,
  },
  {
    name: 'world',
    description: 'Write a larger set of records that conform to the contract, to serve with --fixtures',
    accepts: ['size', 'seed', 'out', 'force', 'spec', 'allowRefs', 'fixtures'],
    run: world,
  },
  {
    name: 'init',
    description: 'Write a small contract with records to a folder, as a starting point for your own API',
    accepts: [],
    operands: ['folder'],
    run: init,
  },
];
