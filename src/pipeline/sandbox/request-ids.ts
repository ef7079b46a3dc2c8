import { createRequestIds } from '../../kernel/random/ids.ts';
import { createSeededRandom } from '../../kernel/random/random.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/worlds.ts';
import { findSandboxName, type SandboxNameSource } from './read-sandbox.ts';

/** What ids of requests are made from. */
export interface RequestIdDeps {
  readonly seed: string;
  /** The fixed token, which may end like one with a sandbox's name. */
  readonly token: string;
  readonly worlds: Worlds;
}

/**
 * Ids that count the requests of each world by itself: those of a sandbox never depend on another's, and begin anew
 * with a new one.
 */
export function createWorldRequestIds({ seed, token, worlds }: RequestIdDeps): (request: SandboxNameSource) => string {
  const ofBaseline = createRequestIds(createSeededRandom(seed));
  const counts = new Map<string, Count>();

  const countIn = (name: string): Count => {
    const world = worlds.find(name)?.world;
    const count = counts.get(name);
    if (count !== undefined && (count.world === undefined || count.world === world)) {
      count.world = world;
      return count;
    }
    const begun: Count = { world, next: createRequestIds(createSeededRandom(`${seed}/${name}`)) };
    counts.set(name, begun);
    if (counts.size > MAX_COUNTS) counts.delete([...counts.keys()][0] ?? '');
    return begun;
  };

  return function createRequestId(request) {
    const name = findSandboxName(request, token);
    return name === undefined || !isSandboxName(name) ? ofBaseline() : countIn(name).next();
  };
}

interface Count {
  /** Undefined until its first request has made it. */
  world: World | undefined;
  readonly next: () => string;
}

const MAX_COUNTS = 10_000;
