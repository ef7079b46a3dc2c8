import { Command, Help, Option } from 'commander';
import { OPTIONS } from '../config/options.ts';
import type { OptionSpec } from '../config/options/option-spec.ts';
import { PRODUCT } from '../kernel/product.ts';
import { COMMAND_GROUPS, COMMANDS, type CommandGroup } from './commands/command-table.ts';
import { HELP_WIDTH, toDescription, toHelp } from './help.ts';
import { reportMissingVerb, runCommand } from './run-command.ts';
import type { CommandSpec } from './terminal/command-spec.ts';
import type { CliContext } from './terminal/context.ts';

/**
 * Creates the command line with the command that the arguments name, or else with the default one: to build all of them
 * takes longer than most of them run. `onExit` receives the exit code of the command. For help and version, commander
 * throws a CommanderError.
 */
export function createProgram(args: readonly string[], context: CliContext, onExit: (code: number) => void): Command {
  const { stdout, stderr } = context.terminal;
  const program = new Command(PRODUCT.name)
    .description('A stateful simulator of the API that an OpenAPI document describes.')
    .version(context.version, '-v, --version', 'Print the version')
    .helpOption('-h, --help', 'Print this help')
    .helpCommand(false)
    .configureOutput({ writeOut: (text) => void stdout.write(text), writeErr: (text) => void stderr.write(text) })
    .configureHelp({
      optionTerm: toTerm,
      helpWidth: HELP_WIDTH,
      formatHelp: (command, helper) =>
        command.parent === null ? toHelp(COMMAND_GROUPS) : Help.prototype.formatHelp.call(helper, command, helper),
    })
    .exitOverride();
  const group = findGroup(args);
  const own = group && findOwnCommand(group, args);
  const hasVerb = group !== undefined && own === undefined;
  const parent = hasVerb ? addGroup(program, group, context, onExit) : program;
  const isNeeded = (spec: CommandSpec): boolean =>
    hasVerb ? spec.name.startsWith(`${group.name} `) : own === undefined ? spec.isDefault === true : spec === own;
  for (const spec of COMMANDS.filter(isNeeded)) {
    const command = addCommand(parent, spec);
    command.action(async () => onExit(await runCommand(command, spec, context)));
  }
  return program;
}

/** Returns the group of the first word. Some package managers pass on the `--` before it. */
function findGroup(args: readonly string[]): CommandGroup | undefined {
  const word = args.find((arg) => arg !== '--');
  return COMMAND_GROUPS.find(({ name }) => name === word);
}

/** Returns the command that is the first word alone, unless a second word of its group follows. */
function findOwnCommand({ name, verbs }: CommandGroup, args: readonly string[]): CommandSpec | undefined {
  const verb = args[args.indexOf(name) + 1];
  const isOfTwoWords = verb !== undefined && verbs.includes(verb);
  return isOfTwoWords ? undefined : COMMANDS.find((spec) => spec.name === name);
}

/** Adds the first word of commands of two words. Without a second one it is wrong usage. */
function addGroup(program: Command, group: CommandGroup, context: CliContext, onExit: (code: number) => void): Command {
  const command = program
    .command(group.name)
    .description(group.description)
    .allowUnknownOption()
    .allowExcessArguments();
  command.action(() => onExit(reportMissingVerb(group, command.args, context)));
  return command;
}

function addCommand(
  parent: Command,
  { name, description, note, isDefault, accepts, options, operands }: CommandSpec,
): Command {
  // Unknown options and extra arguments pass through to `parseConfig`, which reports all faults together.
  const command = parent
    .command(name.split(' ').at(-1) ?? name, { isDefault: isDefault ?? false })
    .description(description)
    .usage([...operands, '[options]'].join(' '))
    .allowUnknownOption()
    .allowExcessArguments();
  for (const option of Object.values(options)) command.addOption(toOption(option, option.description));
  if (note !== undefined) command.addHelpText('after', `\n${note}`);
  const isLong = accepts.length > MAX_LISTED;
  for (const optionName of accepts)
    command.addOption(toOption(OPTIONS[optionName], toDescription(OPTIONS[optionName])).hideHelp(isLong));
  // The help of `start` takes the name of a group. It is printed by `runCommand`.
  if (isDefault === true)
    return command.helpOption(false).addOption(new Option('-h, --help [group]', 'Print this help'));
  return isLong
    ? command.addHelpText('after', '\nIt takes the options of the server, too: `start --help` lists them.')
    : command;
}

function toOption(spec: OptionSpec, description: string): Option {
  // Commander treats the value as optional, so that `parseConfig` reports a missing one with the other faults. The help
  // shows it as required (`toTerm`).
  const flags = spec.letter === undefined ? spec.flag : `${spec.flag}, ${spec.letter}`;
  const option = new Option(spec.argument === undefined ? flags : `${flags} [${spec.argument}]`, description);
  return spec.isRepeatable ? option.argParser(addToList) : option;
}

function addToList(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function toTerm(option: Option): string {
  return option.flags.replace('[', '<').replace(']', '>');
}

/** More options than these are not listed for a command: they are those of `start`, which lists them in groups. */
const MAX_LISTED = 20;
