import { basename, dirname } from 'node:path';
import type { Files, OpenFile, OpenMode } from '../../src/store/files/files.ts';

/**
 * What happens at a step: `half` writes the first half of the bytes and stops everything, `second half` the other half,
 * as a disk may that writes sectors in any order; `stop` stops before the step; `fail` fails once; `full` fails every
 * write and creation from then on.
 */
export type Trouble = {
  readonly kind: 'half' | 'second half' | 'stop' | 'fail' | 'full' | 'none';
  readonly at: number;
};

/**
 * What a crash leaves: everything; or of unsynced changes nothing, the contents only, the names only, names and zeros,
 * or removals only.
 */
export const CRASHES = [
  'killed',
  'nothing unsynced',
  'contents alone',
  'names alone',
  'names and zeros',
  'removals alone',
] as const;
export type Crash = (typeof CRASHES)[number];

interface Inode {
  readonly id: number;
  current: Buffer;
  durable: Buffer;
  changes: number;
}

/**
 * A folder in memory that knows what a power cut would leave, counts the steps that change it, and fails at one of
 * them.
 */
export class SimulatedDisk implements Files {
  steps = 0;
  readonly log: string[] = [];
  trouble: Trouble = { kind: 'none', at: 0 };
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  #ids = 0;
  #isStopped = false;

  /** Returns a new disk with the content that a crash of this one leaves. */
  crash(crash: Crash): SimulatedDisk {
    const disk = new SimulatedDisk();
    const keepsNames = crash === 'killed' || crash === 'names alone' || crash === 'names and zeros';
    for (const [name, inode] of keepsNames ? this.#names : this.#durableNames) {
      if (crash === 'removals alone' && !this.#names.has(name)) continue;
      const content = crash === 'killed' || crash === 'contents alone' ? inode.current : inode.durable;
      const zeros =
        crash === 'names and zeros'
          ? Buffer.alloc(Math.max(0, inode.current.length - content.length))
          : Buffer.alloc(0);
      const bytes = Buffer.concat([content, zeros]);
      const copy = { id: inode.id, current: bytes, durable: bytes, changes: 0 };
      disk.#names.set(name, copy);
      disk.#durableNames.set(name, copy);
    }
    return disk;
  }

  names(): readonly string[] {
    return [...this.#names.keys()].toSorted();
  }

  async read(path: string): Promise<Buffer> {
    this.#check();
    return Buffer.from(this.#find(path).current);
  }

  async list(): Promise<readonly string[]> {
    this.#check();
    return this.names();
  }

  async open(path: string, mode: OpenMode): Promise<OpenFile> {
    const name = basename(path);
    if (mode === 'change') return this.#handle(this.#find(path), name);
    if (mode !== 'write' && this.#names.has(name)) throw toError('EEXIST');
    this.#step(`create ${name}`);
    const found = this.#names.get(name);
    const inode = found ?? { id: (this.#ids += 1), current: Buffer.alloc(0), durable: Buffer.alloc(0), changes: 0 };
    inode.current = Buffer.alloc(0);
    this.#names.set(name, inode);
    return mode === 'create-durable' ? withDurableWrites(this.#handle(inode, name)) : this.#handle(inode, name);
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#find(from);
    this.#step(`rename to ${basename(to)}`);
    this.#names.delete(basename(from));
    this.#names.set(basename(to), inode);
  }

  async copy(from: string, to: string): Promise<void> {
    if (this.#names.has(basename(to))) throw toError('EEXIST');
    this.#step(`copy to ${basename(to)}`);
    this.#names.set(basename(to), { ...this.#find(from), id: (this.#ids += 1) });
  }

  async remove(path: string): Promise<void> {
    if (!this.#names.has(basename(path))) return;
    this.#step(`remove ${basename(path)}`);
    this.#names.delete(basename(path));
  }

  async identify(path: string): Promise<string | undefined> {
    this.#check();
    const inode = this.#names.get(basename(path));
    return inode === undefined ? undefined : `${inode.id}/${inode.changes}`;
  }

  async syncFolder(folder: string): Promise<void> {
    this.#step(`sync the folder ${basename(folder)}`);
    this.#durableNames = new Map(this.#names);
  }

  #handle(inode: Inode, name: string): OpenFile {
    return {
      write: async (bytes) => this.#write(inode, name, { bytes, offset: inode.current.length }),
      writeAt: async (bytes, offset) => this.#write(inode, name, { bytes, offset }),
      sync: async () => {
        this.#step(`sync ${name}`);
        inode.durable = inode.current;
      },
      truncate: async (length) => {
        this.#step(`truncate ${name}`);
        inode.current = inode.current.subarray(0, length);
        inode.changes += 1;
      },
      isAt: async (path, length) => {
        this.#check();
        return this.#names.get(basename(path)) === inode && inode.current.length >= length;
      },
      close: async () => this.#check(),
    };
  }

  #write(inode: Inode, name: string, { bytes, offset }: { readonly bytes: Uint8Array; readonly offset: number }): void {
    const put = (from: number, to: number): void => {
      const length = Math.max(inode.current.length, offset + to);
      const next = Buffer.concat([inode.current, Buffer.alloc(length - inode.current.length)]);
      next.set(bytes.subarray(from, to), offset + from);
      inode.current = next;
    };
    const middle = bytes.length >> 1;
    this.#step(`write ${name}`, (half) => (half === 'first' ? put(0, middle) : put(middle, bytes.length)));
    put(0, bytes.length);
    inode.changes += 1;
  }

  #step(what: string, writeHalf?: (half: 'first' | 'second') => void): void {
    this.#check();
    this.steps += 1;
    this.log.push(what);
    const { kind, at } = this.trouble;
    if (kind === 'full' ? this.steps < at || !/^(write|create|copy)/.test(what) : kind === 'none' || this.steps !== at)
      return;
    if (kind !== 'stop') writeHalf?.(kind === 'second half' ? 'second' : 'first');
    this.#isStopped = kind === 'half' || kind === 'second half' || kind === 'stop';
    throw toError(this.#isStopped ? 'STOPPED' : 'ENOSPC');
  }

  #check(): void {
    if (this.#isStopped) throw toError('STOPPED');
  }

  #find(path: string): Inode {
    const inode = this.#names.get(basename(path));
    if (inode === undefined) throw toError('ENOENT', dirname(path));
    return inode;
  }
}

/** A write and a sync are two steps, and the disk may stop between them. */
function withDurableWrites(file: OpenFile): OpenFile {
  return {
    ...file,
    write: async (bytes) => {
      await file.write(bytes);
      await file.sync();
    },
    writeAt: async (bytes, offset) => {
      await file.writeAt(bytes, offset);
      await file.sync();
    },
  };
}

function toError(code: string, what = 'the simulated disk'): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code });
}
