import { createRequestIds } from '../../kernel/random/ids.ts';
import { createSeededRandom } from '../../kernel/random/random.ts';
import { isSandboxName } from '../../kernel/sandbox-name.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import { findSandboxName, type SandboxNameSource } from './read-sandbox.ts';

/** What request ids are derived from. */
export interface RequestIdDeps {
  readonly seed: string;
  /** The fixed token, which may itself end in `@…`. */
  readonly token: string;
  readonly worlds: Worlds;
}

/**
 * Returns a generator of request ids that counts the requests of each world separately. The ids of a sandbox do not
 * depend on other worlds, and start again when the sandbox is created again.
 */
export function createWorldRequestIds({ seed, token, worlds }: RequestIdDeps): (request: SandboxNameSource) => string {
  const nextOfBaseline = createRequestIds(createSeededRandom(seed));
  const counts = new Map<string, Count>();

  const countIn = (name: string): Count => {
    const world = worlds.find(name)?.world;
    const count = counts.get(name);
    if (count !== undefined && (count.world === undefined || count.world === world)) {
      count.world = world;
      return count;
    }
    const started: Count = { world, next: createRequestIds(createSeededRandom(`${seed}/${name}`)) };
    counts.set(name, started);
    if (counts.size > MAX_COUNTS) counts.delete([...counts.keys()][0] ?? '');
    return started;
  };

  return function createRequestId(request) {
    const name = findSandboxName(request, token);
    return name === undefined || !isSandboxName(name) ? nextOfBaseline() : countIn(name).next();
  };
}

interface Count {
  /** Undefined until a request has created the sandbox. */
  world: World | undefined;
  readonly next: () => string;
}

const MAX_COUNTS = 10_000;
