import type { Platform } from '../../behaviour/platform.ts';
import type { LinkedPage } from '../../kernel/linked-page.ts';
import type { SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { findWorldsOfLink } from './worlds-of-link.ts';

/** Creates the lookup of the pages that links in records lead to. */
export function createFindLinkedPage(
  platform: Platform | undefined,
  worlds: Worlds,
  token: string,
): FoundPages | undefined {
  const pages = platform?.linkedPages;
  if (pages === undefined) return undefined;
  return {
    prefix: pages.prefix,
    find: (request) => {
      const path = splitSandboxPath(request.path)?.path ?? request.path;
      for (const world of findWorldsOfLink(request, worlds, token)) {
        const page = pages.find(path, world);
        if (page !== undefined) return page;
      }
      return undefined;
    },
  };
}

/** The pages of all worlds. */
export interface FoundPages {
  /** What the path of every page begins with. */
  readonly prefix: string;
  readonly find: (request: SandboxNameSource) => LinkedPage | undefined;
}
