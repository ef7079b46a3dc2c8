import { PRODUCT } from '../product.ts';
import { toShellWord } from './shell-word.ts';

/** The option of commands that names the server. */
const URL_FLAG = '--url';

/** Names a server in the commands of ours that a text has: without that, they may reach another one. */
export interface NameServer {
  /** Returns a line that runs a command of ours, with the address of the server. */
  readonly inLine: (line: string) => string;
  /** Returns a text with the address of the server in each command of ours that it has. */
  readonly inText: (text: string) => string;
}

/** Leaves lines and texts as they are. */
export const KEEP_SERVER: NameServer = { inLine: (line) => line, inText: (text) => text };

/**
 * Creates what names a server in commands, in place of the one that they name. Without a URL they name none: the
 * default or a variable tells it.
 */
export function createNameServer(url: string | undefined): NameServer {
  const option = url === undefined ? '' : ` ${URL_FLAG} ${toShellWord(url)}`;
  const inLine = (line: string): string => {
    const [start] = COMMAND.exec(line) ?? [];
    if (start === undefined) return line;
    return start + option + line.slice(start.length).replace(URL_OPTION, '');
  };
  return { inLine, inText: (text) => text.split(COMMAND_START).map(inLine).join('') };
}

/** The commands that ask a running server. Others have no address. */
export const SERVER_COMMAND_NAMES: readonly string[] = [
  'requests',
  'requests replay',
  'explain',
  'changes list',
  'changes revert',
  'call',
  'operations',
  'fault list',
  'fault add',
  'fault remove',
  'scenario list',
  'scenario activate',
  'scenario next',
  'scenario previous',
  'reply list',
  'reply add',
  'reply remove',
  'reply try',
  'state get',
  'state patch',
  'sandbox list',
  'sandbox fork',
  'sandbox reset',
  'sandbox diff',
  'sandbox forget',
  'snapshot list',
  'snapshot save',
  'snapshot restore',
  'clock show',
  'clock advance',
  'clock freeze',
  'clock resume',
  'approval list',
  'approval approve',
  'approval reject',
];
const PREFIX = `npx ${PRODUCT.name} `;
const COMMAND_START = new RegExp(`(?=${PREFIX})`);
/** The longest ones first: `requests` begins another one. */
const NAMES = SERVER_COMMAND_NAMES.toSorted((left, right) => right.length - left.length).join('|');
const COMMAND = new RegExp(`^${PREFIX}(?:${NAMES})(?![\\w-])`);
/** The option at the start of what follows a command, with its value as `toShellWord` writes it, before a full stop. */
const URL_OPTION = new RegExp(String.raw`^ ${URL_FLAG} (?:[\w./~:@%+=,-]|'[^']*'|\\')*(?:[\w/~@%+=-]|'[^']*'|\\')`);
