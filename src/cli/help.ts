import { PRODUCT } from '../kernel/product.ts';
import type { CommandGroup } from './commands/command-table.ts';

/** Formats the help of the program: its commands, and how to read more. It fits on a terminal of 24 lines. */
export function toHelp(groups: readonly CommandGroup[]): string {
  const width = Math.max(...groups.map(({ name }) => name.length));
  const toLines = (isRemote: boolean): string =>
    groups
      .filter((group) => group.isRemote === isRemote)
      .map(({ name, description }) => `  ${name.padEnd(width)}  ${description}\n`)
      .join('');
  return `Usage: ${PRODUCT.name} [start] [options]
       ${PRODUCT.name} <command> [options]

Commands:
${toLines(false)}
Commands that ask a running server (--url, by default http://localhost:4010):
${toLines(true)}
\`<command> --help\` lists the options of a command; \`start --help\` those of the server.
`;
}
