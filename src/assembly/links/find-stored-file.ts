import type { Platform } from '../../behaviour/platform.ts';
import type { StoredFile } from '../../behaviour/rule/stored-file.ts';
import { findSandboxName, type SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import type { Blobs } from '../../store/port/blobs.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { findWorldsOfLink } from './worlds-of-link.ts';

/** Dependencies of `createFindStoredFile`. */
export interface FindStoredFileDeps {
  readonly platform: Platform | undefined;
  readonly worlds: Worlds;
  readonly blobs: Blobs;
  readonly token: string;
  /** Whether the worlds are in a log that others write to. */
  readonly isShared: boolean;
}

/** Creates the lookup of the files that records hold. */
export function createFindStoredFile({
  platform,
  worlds,
  blobs,
  token,
  isShared,
}: FindStoredFileDeps): FoundFiles | undefined {
  const files = platform?.files;
  if (files === undefined) return undefined;
  const findKnown = (request: SandboxNameSource): StoredFile | undefined => {
    const path = splitSandboxPath(request.path)?.path ?? request.path;
    for (const world of findWorldsOfLink(request, worlds, token)) {
      const file = files.find(path, world);
      if (file !== undefined) return file;
    }
    return undefined;
  };
  return {
    prefix: files.prefix,
    async find(request) {
      let found = findKnown(request);
      if (found === undefined && isShared) {
        // Another replica may have stored it a moment ago, or this one may not have loaded its sandbox.
        await readLatest(request, worlds, token);
        found = findKnown(request);
      }
      if (found === undefined) return undefined;
      const { name, content } = found;
      return {
        name,
        mediaType: content.mediaType,
        size: content.size,
        entityTag: `"${content.$blob}"`,
        isStored: () => blobs.has(content.$blob),
        read: () => blobs.read(content.$blob),
      };
    },
  };
}

async function readLatest(request: SandboxNameSource, worlds: Worlds, token: string): Promise<void> {
  await worlds.loadLatest(findSandboxName(request, token));
  for (const { store } of findWorldsOfLink(request, worlds, token)) await store.log.catchUp();
}

/** The files of all worlds. */
export interface FoundFiles {
  /** What the path of every file begins with. */
  readonly prefix: string;
  readonly find: (request: SandboxNameSource) => Promise<ServedFile | undefined>;
}

/** A file to serve. */
export interface ServedFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** A strong validator: the digest of the bytes. */
  readonly entityTag: string;
  readonly isStored: () => Promise<boolean>;
  /** Returns the bytes, or undefined when they are not stored any more. */
  readonly read: () => Promise<Uint8Array | undefined>;
}
