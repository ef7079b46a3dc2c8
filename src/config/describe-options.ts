import { formatDefault } from './options/format-default.ts';
import type { OptionSpec } from './options/option-spec.ts';
import { OPTION_GROUPS } from './option-groups.ts';
import { OPTIONS, toVariable, type OptionName } from './options.ts';

/** Describes every option as a Markdown page: its flag, its variable, its property and its default. */
export function describeOptions(): string {
  const sections = OPTION_GROUPS.flatMap(({ title, options }) => ['', `## ${title}`, '', ...toTable(options)]);
  return [INTRODUCTION, ...sections, ''].join('\n');
}

function toTable(names: readonly OptionName[]): readonly string[] {
  const rows = names.map((name) => toRow(name, OPTIONS[name]));
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

const INTRODUCTION = `# Options

Every option of the command line. This page is generated from \`src/config/options/\` (\`npm run docs:options\`); a test
fails when it is out of date.

- A flag takes precedence over its variable, that over the [configuration file](cli.md#configuration-file), and that
  over the default. An empty variable counts as unset.
- A configuration file has the properties. Those of the command line alone have names there, too: \`ephemeral\`.
- A switch without a value turns it on; \`--strict=false\` turns it off.
- \`createSimulator()\` takes the properties: sizes in bytes, times in milliseconds, lists as arrays, \`any\` for \`*\`. Its
  defaults are the same, except that the port is 0 (a free one), the state is kept in memory, and the seed is 1.
  \`seed: null\` uses the machine's clock and random keys.`;
