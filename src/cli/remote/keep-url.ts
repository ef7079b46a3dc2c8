import { OPTIONS } from '../../config/options.ts';
import type { Setting } from '../../config/parse-config.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { redactUrls } from '../../kernel/secrets/redaction.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';

/** Adds the `--url` of the command line to commands that are printed: without it, they would ask another server. */
export interface KeepUrl {
  /** Returns a line that runs a command of ours, with the option. */
  readonly inLine: (line: string) => string;
  /** Returns a text that the server wrote, with the option in each command of ours that it names. */
  readonly inText: (text: string) => string;
}

/**
 * Creates what adds the `--url` that was given as a flag. That of a variable or a file holds for the next command
 * anyway, and one with a secret is not repeated. `commands` are the names of those that ask a server.
 */
export function createKeepUrl(settings: readonly Setting[], commands: readonly string[]): KeepUrl {
  const { flag } = OPTIONS.url;
  const url = settings.find(({ name, origin }) => name === 'url' && origin === flag)?.value;
  if (typeof url !== 'string' || redactUrls(url) !== url) return KEEP_NOTHING;
  const inLine = (line: string): string => {
    const command = commands.find(
      (name) => line.startsWith(PREFIX + name) && NAME_END.test(line.slice(PREFIX.length + name.length)),
    );
    if (command === undefined) return line;
    const end = PREFIX.length + command.length;
    return `${line.slice(0, end)} ${flag} ${toShellWord(url)}${line.slice(end)}`;
  };
  return { inLine, inText: (text) => text.split(COMMAND_START).map(inLine).join('') };
}

/** Leaves lines and texts as they are. */
export const KEEP_NOTHING: KeepUrl = { inLine: (line) => line, inText: (text) => text };

const PREFIX = `npx ${PRODUCT.name} `;
const COMMAND_START = new RegExp(`(?=${PREFIX})`);
const NAME_END = /^(?:[^\w-]|$)/;
