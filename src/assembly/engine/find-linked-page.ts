import type { Platform } from '../../behaviour/platform.ts';
import type { LinkedPage } from '../../kernel/linked-page.ts';
import { findSandboxName, type SandboxNameSource } from '../../pipeline/sandbox/read-sandbox.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/**
 * Creates the lookup of the pages that links in records lead to. A request that names a sandbox finds those of its
 * world. Any other finds those of the baseline and then of every sandbox, since a link does not say by which header or
 * token its world was named. Looking up a page creates no sandbox.
 */
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
      const name = findSandboxName(request, token);
      const path = splitSandboxPath(request.path)?.path ?? request.path;
      const sandbox = name === undefined ? undefined : worlds.find(name)?.world;
      const others = name === undefined ? worlds.list().map(({ world }) => world) : [];
      const candidates = sandbox === undefined ? [worlds.baseline, ...others] : [sandbox];
      for (const world of candidates) {
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
