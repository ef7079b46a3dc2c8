import type { Command } from 'commander';
import { OPTIONS, toVariable } from '../config/options.ts';
import { parseConfig, UNKNOWN_OPTION } from '../config/parse-config.ts';
import { parseOwnOptions } from '../config/parse-own-options.ts';
import type { Flags } from '../config/read-settings.ts';
import type { CommandConfig } from '../config/simulator-config.ts';
import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { toShellWord } from '../kernel/text/shell-word.ts';
import { COMMAND_GROUPS, type CommandGroup } from './commands/command-table.ts';
import { loadConfigFile, type LoadedConfigFile } from './config-file/load-config-file.ts';
import { SERVER_GROUPS, toGroupHelp, toStartHelp } from './help.ts';
import { readFlags } from './read-flags.ts';
import type { CommandSpec } from './terminal/command-spec.ts';
import { EXIT_CODES, type CliContext } from './terminal/context.ts';
import { formatCount, toFaultReport } from './terminal/fault-report.ts';

/** Runs the command that commander has parsed, or reports all faults of its settings. Returns the exit code. */
export async function runCommand(command: Command, spec: CommandSpec, context: CliContext): Promise<number> {
  const { accepts, options, operands, run } = spec;
  const { argv, env, stderr } = context.terminal;
  const args = readFlags(command, {
    commandNames: COMMAND_GROUPS.map((group) => group.name),
    verbs: COMMAND_GROUPS.find((group) => group.name === spec.name)?.verbs ?? [],
    maxOperands: operands.at(-1)?.endsWith('…]') === true ? Infinity : operands.length,
    plainWords: operands.length === 0 ? 0 : countPlainWords(argv),
  });
  const topic = args.flags['--help'];
  if (topic !== undefined) return printStartHelp(typeof topic === 'string' ? topic : undefined, context);
  const own = parseOwnOptions(options, args.flags);
  const ownFlags = Object.values(options).map(({ flag }) => flag);
  const loaded = await findConfigFile(args.flags, context);
  const file = loaded.kind === 'ok' ? loaded.file : undefined;
  const parsed = parseConfig({ flags: args.flags, env, file, isTTY: stderr.isTTY ?? false, accepts, ownFlags });
  const faults = [
    ...args.faults,
    ...own.faults,
    ...(loaded.kind === 'fault' ? [loaded.fault] : []),
    ...findMissingOperands(spec, args.operands),
    ...(parsed.kind === 'faults' ? parsed.faults.map((fault) => addPlainWords(fault, spec)) : []),
  ];
  if (parsed.kind === 'ok' && faults.length === 0) {
    await warn(parsed.warnings, parsed.config, context);
    const { config, settings } = parsed;
    return run({ config, settings, options: own.values, operands: args.operands, context });
  }
  return reportWrongUsage([...faults, ...parsed.warnings], faults.length, context);
}

/** Returns how many words are behind `--`. Some package managers pass on one before all words, which does not count. */
function countPlainWords(argv: readonly string[]): number {
  const index = argv.indexOf('--', 1);
  return index === -1 ? 0 : argv.length - index - 1;
}

/** Adds to the remedy of an unknown option how to give the command a word that begins with `-`. */
function addPlainWords(fault: BootFault, { name, operands }: CommandSpec): BootFault {
  if (fault.message !== UNKNOWN_OPTION || operands.length === 0) return fault;
  const line = [PRODUCT.name, name, '--', toShellWord(fault.file)].join(' ');
  return { ...fault, remedy: `${fault.remedy} If it is no option, give it last, behind --: ${line}` };
}

/** Prints the groups of the server's options, or the options of one. Returns the exit code. */
function printStartHelp(group: string | undefined, context: CliContext): number {
  const text = group === undefined ? toStartHelp() : toGroupHelp(group);
  if (text !== undefined) {
    context.terminal.stdout.write(text);
    return EXIT_CODES.ok;
  }
  const names = SERVER_GROUPS.map(({ name }) => name);
  const nearest = findNearestName(group ?? '', names);
  const remedy = nearest === undefined ? `The groups are ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return reportWrongUsage([{ file: `--help ${group}`, pointer: '', message: 'Unknown group.', remedy }], 1, context);
}

/** Loads the configuration file. An empty variable counts as unset, as those of all options. */
function findConfigFile(flags: Flags, { terminal: { env, folder } }: CliContext): Promise<LoadedConfigFile> {
  const flag = flags[OPTIONS.config.flag];
  return loadConfigFile(folder, (typeof flag === 'string' ? flag : env[toVariable(OPTIONS.config.flag)]) || undefined);
}

/** Reports that a command of two words lacks the second, or has another one. Returns the exit code. */
export function reportMissingVerb(
  { name, verbs }: CommandGroup,
  words: readonly string[],
  context: CliContext,
): number {
  const [word] = words;
  const nearest = word === undefined ? undefined : findNearestName(word, verbs);
  const fault = {
    file: word === undefined ? name : `${name} ${word}`,
    pointer: '',
    message: word === undefined ? 'The command is incomplete.' : 'Unknown command.',
    remedy:
      nearest === undefined
        ? `The commands are ${verbs.map((verb) => `${name} ${verb}`).join(', ')}.`
        : `Did you mean ${name} ${nearest}?`,
  };
  return reportWrongUsage([fault], 1, context);
}

function reportWrongUsage(faults: readonly BootFault[], count: number, { terminal }: CliContext): number {
  terminal.stderr.write(
    toFaultReport(`${PRODUCT.name}: ${formatCount(count, 'invalid setting')}. See --help.`, faults),
  );
  return EXIT_CODES.usage;
}

function findMissingOperands({ name, operands }: CommandSpec, given: readonly string[]): readonly BootFault[] {
  const missing = operands.filter((operand, index) => operand.startsWith('<') && given[index] === undefined);
  const remedy = `Usage: ${PRODUCT.name} ${[name, ...operands].join(' ')} [options]`;
  return missing.map((operand) => ({ file: name, pointer: '', message: `${operand} is missing.`, remedy }));
}

/** Writes warnings to the log, so that a JSON log has JSON lines only. Loads the logger only if there are some. */
async function warn(warnings: readonly BootFault[], config: CommandConfig, { terminal }: CliContext): Promise<void> {
  if (warnings.length === 0) return;
  const { createLogger } = await import('./log/create-logger.ts');
  const logger = createLogger({ ...config, output: terminal.stderr, redactedHeaders: [] });
  for (const { file, message, remedy } of warnings) logger.warn({}, `${file}: ${message} ${remedy}`);
}
