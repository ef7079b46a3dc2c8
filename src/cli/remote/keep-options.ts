import { OPTIONS } from '../../config/options.ts';
import type { Setting } from '../../config/parse-config.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { redactUrls } from '../../kernel/secrets/redaction.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';

/** Adds the options of the command line to the commands of ours that a text names. */
export type KeepOptions = (text: string) => string;

/**
 * Creates the function that adds `--url` and `--sandbox` to the commands of a text, if the person gave them: without
 * them, the command would ask another server. Those of a variable or a file hold for the next command anyway. A URL
 * with a secret is not repeated. `commands` are the names of those that take these options.
 */
export function createKeepOptions(settings: readonly Setting[], commands: readonly string[]): KeepOptions {
  const given = settings.flatMap(({ name, value, origin }) =>
    KEPT.has(name) && origin === OPTIONS[name].flag && typeof value === 'string' && redactUrls(value) === value
      ? [{ flag: OPTIONS[name].flag, word: toShellWord(value) }]
      : [],
  );
  return function keepOptions(text) {
    return text
      .split(COMMAND_START)
      .map((part) => {
        const name = commands.find(
          (command) =>
            NAME_END.test(part.slice(`${PREFIX}${command}`.length)) && part.startsWith(`${PREFIX}${command}`),
        );
        if (name === undefined) return part;
        const missing = given.filter(({ flag }) => !part.includes(` ${flag} `));
        const words = missing.map(({ flag, word }) => ` ${flag} ${word}`).join('');
        return `${PREFIX}${name}${words}${part.slice(`${PREFIX}${name}`.length)}`;
      })
      .join('');
  };
}

const KEPT: ReadonlySet<string> = new Set(['url', 'sandbox']);
const PREFIX = `npx ${PRODUCT.name} `;
const COMMAND_START = new RegExp(`(?=${PREFIX})`);
const NAME_END = /^(?:[^\w-]|$)/;
