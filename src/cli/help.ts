import { formatDefault } from '../config/options/format-default.ts';
import { OPTION_GROUPS, type OptionGroup } from '../config/option-groups.ts';
import { OPTIONS, toVariable, type OptionSpec } from '../config/options.ts';
import { PRODUCT } from '../kernel/product.ts';
import type { CommandGroup } from './commands/command-table.ts';

/** Formats the help of the program: its commands, and how to read more. It fits on a terminal of 24 lines. */
export function toHelp(groups: readonly CommandGroup[]): string {
  const toLines = (isRemote: boolean): string =>
    toColumns(
      groups.filter((group) => group.isRemote === isRemote).map(({ name, description }) => [name, description]),
    );
  return `Usage: ${PRODUCT.name} [start] [options] | <command> [options] | <command> --help. Commands:
${toLines(false)}Commands that ask a running server (--url, by default ${OPTIONS.url.default}):
${toLines(true)}`;
}

/** Formats the help of `start`: the groups of its options. */
export function toStartHelp(): string {
  const groups = SERVER_GROUPS.map(({ name, title }) => [name, title] as const);
  return `Usage: ${PRODUCT.name} [start] [options]

Groups of options:
${toColumns(groups)}
\`--help <group>\` lists the options of a group. Each has a variable: \`--public-url\` has
${toVariable(OPTIONS.publicUrl.flag)}.
`;
}

/** Formats the options of a group; undefined if there is no such group. */
export function toGroupHelp(name: string): string | undefined {
  const group = OPTION_GROUPS.find((one) => one.name === name);
  if (group === undefined) return undefined;
  const rows = group.options.map((option) => [toTerm(OPTIONS[option]), toDescription(OPTIONS[option])] as const);
  return `${group.title}:\n\n${toColumns(rows)}`;
}

/** Describes an option in one paragraph: what it does, its default and its variable. */
export function toDescription(option: OptionSpec): string {
  const value = formatDefault(option);
  return `${option.description} (${value === undefined ? '' : `default: ${value}; `}${toVariable(option.flag)})`;
}

/** The groups of the options of `start`. */
export const SERVER_GROUPS: readonly OptionGroup[] = OPTION_GROUPS.filter(({ isOfOthers }) => isOfOthers !== true);

/** The width of every help, in columns. */
export const HELP_WIDTH = 100;

function toTerm({ flag, argument }: OptionSpec): string {
  return argument === undefined ? flag : `${flag} <${argument}>`;
}

/** Formats rows of a term and its description, which is wrapped beside the term. */
function toColumns(rows: readonly (readonly [term: string, description: string])[]): string {
  const width = INDENT.length + Math.max(...rows.map(([term]) => term.length)) + GAP;
  return rows
    .map(([term, description]) => {
      const [first = '', ...rest] = wrap(description, HELP_WIDTH - width);
      const others = rest.map((line) => `${' '.repeat(width)}${line}\n`).join('');
      return `${`${INDENT}${term}`.padEnd(width)}${first}\n${others}`;
    })
    .join('');
}

/** Breaks a text into lines of at most `width` columns, at spaces. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const INDENT = '  ';
const GAP = 2;
