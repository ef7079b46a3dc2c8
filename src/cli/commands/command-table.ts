import { defineCommand, type CommandSpec } from '../terminal/command-spec.ts';
import { LOCAL_COMMANDS } from './local-commands.ts';
import { TRAFFIC_COMMANDS } from './traffic-commands.ts';
import { WORLD_COMMANDS } from './world-commands.ts';

/** The commands that ask a running server: each is a client of its control plane, or of the simulated API. */
export const SERVER_COMMANDS: readonly CommandSpec[] = [...TRAFFIC_COMMANDS, ...WORLD_COMMANDS];

/** What the commands of two words do together. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  snapshot: 'Save and restore states of a running server; export and import those of a data folder',
  requests: 'List the recorded requests, and send one again',
  state: 'Show and change the records',
  sandbox: 'List, fork, reset, compare and delete sandboxes',
  fault: 'List, add and delete faults',
  scenario: 'List and activate scenarios, and go through their steps',
  changes: 'List and undo what a request has changed',
  clock: 'Show, advance, freeze and resume the time',
  approval: 'List, approve and reject what waits for a person',
  reply: 'Decide and try what is answered in place of a model',
};

/** Every command. The parser, the help and the completion of shells are derived from this table. */
export const COMMANDS: readonly CommandSpec[] = [...LOCAL_COMMANDS, toCompletionCommand(), ...SERVER_COMMANDS];

/** A word that commands begin with, as the help lists it. */
export interface CommandGroup {
  readonly name: string;
  readonly description: string;
  /** The second words of its commands; the word may be a command itself, too. */
  readonly verbs: readonly string[];
  /** Whether its commands ask a running server. */
  readonly isRemote: boolean;
}

/** The first words of all commands, in the order of the table. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [...new Set(COMMANDS.map(toFirstWord))].map((word) => {
  const commands = COMMANDS.filter((command) => toFirstWord(command) === word);
  return {
    name: word,
    description: DESCRIPTIONS[word] ?? commands[0]?.description ?? '',
    verbs: commands.flatMap(({ name }) => name.split(' ').slice(1)),
    isRemote: commands.every((command) => SERVER_COMMANDS.includes(command)),
  };
});

/** The command that writes the completion of a shell: it needs the table itself. */
function toCompletionCommand(): CommandSpec {
  return defineCommand({
    name: 'completion',
    description: 'Print the completion for bash, zsh or fish',
    operands: ['<shell>'],
    run: async ({ context, operands: [shell = ''] }) =>
      (await import('../completion/completion.ts')).completion(shell, COMMANDS, context.terminal),
  });
}

function toFirstWord({ name }: CommandSpec): string {
  return name.split(' ')[0] ?? name;
}
