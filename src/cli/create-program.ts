import { Command, Option } from 'commander';
import {
  OPTIONS,
  SERVER_OPTION_NAMES,
  toVariable,
  type CommandConfig,
  type OptionName,
  type OptionSpec,
} from '../config/options.ts';
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
 * The command line. `onExit` gets the exit code of the command that ran; help and version are thrown by commander as a
 * CommanderError.
 */
export function createProgram(context: CliContext, onExit: (code: number) => void): Command {
  const { stdout, stderr } = context.terminal;
  const program = new Command(PRODUCT.name)
    .description('A stateful simulator of an API that an OpenAPI document describes.')
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
  /** The words that it takes, as the help shows them. */
  readonly operands?: readonly string[];
  readonly run: (config: CommandConfig, context: CliContext, ...operands: readonly string[]) => Promise<number>;
}

function addCommand(program: Command, { name, description, isDefault, accepts, operands = [] }: CommandSpec): Command {
  // Whatever is unknown or too much is let through to `parseConfig`, which reports everything at once.
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
  // The value is optional to commander, so that a flag without one is reported with the rest; the help shows it as
  // needed.
  const option = new Option(
    spec.argument === undefined ? spec.flag : `${spec.flag} [${spec.argument}]`,
    toDescription(spec),
  );
  return spec.isRepeatable ? option.argParser(addToList) : option;
}

function addToList(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function toDescription({ flag, description, default: value }: OptionSpec): string {
  return `${description} (${value === undefined ? '' : `default: ${value}; `}${toVariable(flag)})`;
}

async function runCommand(
  command: Command,
  { accepts, operands = [], run }: CommandSpec,
  context: CliContext,
): Promise<number> {
  const { env, stderr } = context.terminal;
  const typed = readFlags(
    command,
    COMMANDS.map(({ name }) => name),
    operands.length,
  );
  const parsed = parseConfig({ flags: typed.flags, env, isTTY: stderr.isTTY ?? false, accepts });
  const faults = [...typed.faults, ...(parsed.kind === 'faults' ? parsed.faults : [])];
  if (parsed.kind === 'ok' && faults.length === 0) {
    warn(parsed.warnings, parsed.config, context);
    return run(parsed.config, context, ...typed.operands);
  }
  stderr.write(
    toFaultReport(`${PRODUCT.name}: ${formatCount(faults.length, 'wrong setting')}. --help lists what there is.`, [
      ...faults,
      ...parsed.warnings,
    ]),
  );
  return EXIT_CODES.usage;
}

/** Logged, so that a log of JSON lines stays one. */
function warn(warnings: readonly BootFault[], config: CommandConfig, { terminal, redactedHeaders }: CliContext): void {
  if (warnings.length === 0) return;
  const logger = createLogger({ ...config, output: terminal.stderr, redactedHeaders });
  for (const { file, message, remedy } of warnings) logger.warn({}, `${file}: ${message} ${remedy}`);
}

function toTerm(option: Option): string {
  return option.flags.replace('[', '<').replace(']', '>');
}

/** The options of the default command are shown on the first page of help: that is where they are looked for. */
function visibleOptions(command: Command): Option[] {
  const shown =
    command.parent === null ? (command.commands.find((child) => child.name() === 'start')?.options ?? []) : [];
  return [...shown, ...command.options, new Option('-h, --help', 'Print this help')];
}

const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'start',
    isDefault: true,
    description: 'Start the server; what runs when no command is named',
    accepts: SERVER_OPTION_NAMES,
    run: start,
  },
  {
    name: 'repair',
    description: 'Make a data folder with a damaged journal usable again, after copying it',
    accepts: ['data'],
    run: repair,
  },
  {
    name: 'snapshot',
    description: 'Write the state of a data folder to a file, or put the state of such a file in its place',
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
    description: 'Write a larger world of records that fit the contract, to be served with --fixtures',
    accepts: ['size', 'seed', 'out', 'force', 'spec', 'allowRefs', 'fixtures'],
    run: world,
  },
  {
    name: 'init',
    description: 'Write a small contract with records to a folder, as the beginning of an API of your own',
    accepts: [],
    operands: ['folder'],
    run: init,
  },
];
