import type { Call, Rule } from '../behaviour/behaviour.ts';
import { ignoreWriteFailure, type Settle } from '../behaviour/settle.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { Behaved, Preferred } from './passage.ts';

/** `getReady` is told of an outcome that will be answered once what was written is safe, and must tell nobody. */
export type Behave = (preferred: Preferred, getReady: (outcome: Outcome) => void) => Promise<Behaved>;

/** Runs the operation's rule, on a world in which everything that is due has been done, as far as writes are kept. */
export function createBehave(rules: ReadonlyMap<string, Rule>, settle: Settle): Behave {
  return async function behave(preferred, getReady) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule answers ${operation.id}.`);
    if (settle.isDue(world)) await settle.catchUp(world);
    const facts = { origin: request.origin, path: request.path, queryPairs };
    const mediaType = operation.success.mediaTypes[0]?.name;
    const call: Call = {
      world,
      caller,
      path,
      query,
      headers,
      body,
      request: facts,
      mediaType,
      settle: () => settle.run(world).catch(ignoreWriteFailure),
      commit: (work) => world.store.transaction(work, getReady),
    };
    return { ...preferred, outcome: await rule(call) };
  };
}
