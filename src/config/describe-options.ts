import { CLIENT_OPTIONS } from './options/client-options.ts';
import { CONTRACT_OPTIONS } from './options/contract-options.ts';
import { CONTROL_OPTIONS } from './options/control-options.ts';
import { FILE_OPTIONS } from './options/file-options.ts';
import { formatDefault } from './options/format-default.ts';
import type { OptionSpec } from './options/option-spec.ts';
import { OUTGOING_OPTIONS } from './options/outgoing-options.ts';
import { RESPONDER_OPTIONS } from './options/responder-options.ts';
import { SERVER_OPTIONS } from './options/server-options.ts';
import { STATE_OPTIONS } from './options/state-options.ts';
import { WORLD_OPTIONS } from './options/world-options.ts';
import { toVariable } from './options.ts';

/** Describes every option as a Markdown page: its flag, its variable, its property and its default. */
export function describeOptions(): string {
  return [INTRODUCTION, ...GROUPS.flatMap(([title, options]) => ['', `## ${title}`, '', ...toTable(options)]), ''].join(
    '\n',
  );
}

function toTable(options: Readonly<Record<string, OptionSpec>>): readonly string[] {
  const rows = Object.entries(options).map(([name, option]) => toRow(name, option));
  return ['| option | variable | property | default | what it does |', '|---|---|---|---|---|', ...rows];
}

function toRow(name: string, option: OptionSpec): string {
  const flag = option.argument === undefined ? option.flag : `${option.flag} <${option.argument}>`;
  const value = formatDefault(option);
  const cells = [
    code(flag),
    code(toVariable(option.flag)),
    option.isCommandLineOnly === true ? '' : code(name),
    value === undefined ? '' : code(value),
    option.description,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

const GROUPS: readonly (readonly [title: string, options: Readonly<Record<string, OptionSpec>>])[] = [
  ['Server and log', SERVER_OPTIONS],
  ['State and time', STATE_OPTIONS],
  ['Contract', CONTRACT_OPTIONS],
  ['Who answers', RESPONDER_OPTIONS],
  ['Sandboxes, control plane, scenarios and coverage', CONTROL_OPTIONS],
  ['Outgoing requests', OUTGOING_OPTIONS],
  ['The command `world`', WORLD_OPTIONS],
  ['Commands that ask a running server', CLIENT_OPTIONS],
  ['Configuration file', FILE_OPTIONS],
];

const INTRODUCTION = `# Options

Every option of the command line. This page is generated from \`src/config/options/\` (\`npm run docs:options\`); a test
fails when it is out of date.

- A flag takes precedence over its variable, that over the [configuration file](cli.md#configuration-file), and that over
  the default. An empty variable counts as unset.
- A configuration file has the properties. Those of the command line alone have the same names: `ephemeral`, `url`.
- A switch without a value turns it on; \`--strict=false\` turns it off.
- \`createSimulator()\` takes the properties: sizes in bytes, times in milliseconds, lists as arrays, \`any\` for \`*\`. Its
  defaults are the same, except that the port is 0 (a free one), the state is kept in memory, and the seed is 1.
  \`seed: null\` uses the machine's clock and random keys.`;
