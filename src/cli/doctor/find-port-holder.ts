import { readdir, readFile, readlink } from 'node:fs/promises';

/** A process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** Its command line up to the first option: options may have tokens and passwords. */
  readonly command: string;
}

/**
 * Returns the process that listens on a TCP port of this machine, as `/proc` shows it. Undefined on a system without
 * `/proc`, and for a process of another user.
 */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  const inodes = new Set(
    (await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readTable))).flatMap(toInodes(port)),
  );
  if (inodes.size === 0) return undefined;
  for (const pid of (await list('/proc')).filter((name) => /^\d+$/.test(name)))
    if (await holdsSocket(pid, inodes)) return { pid: Number(pid), command: await readCommand(pid) };
  return undefined;
}

/** Returns the sockets that listen on the port. The columns are those of proc_net_tcp(5). */
function toInodes(port: number): (table: string) => readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return (table) =>
    table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[LOCAL_ADDRESS]?.endsWith(suffix) === true && columns[STATE] === LISTENING)
      .flatMap((columns) => columns[INODE] ?? []);
}

async function holdsSocket(pid: string, inodes: ReadonlySet<string>): Promise<boolean> {
  for (const file of await list(`/proc/${pid}/fd`)) {
    const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

async function readCommand(pid: string): Promise<string> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const words = text.split('\0').filter((word) => word !== '');
  const option = words.findIndex((word) => word.startsWith('-'));
  return words
    .slice(0, option === -1 ? words.length : option)
    .join(' ')
    .slice(0, MAX_COMMAND);
}

function readTable(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function list(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

const LOCAL_ADDRESS = 1;
const STATE = 3;
const INODE = 9;
const LISTENING = '0A';
const MAX_COMMAND = 100;
