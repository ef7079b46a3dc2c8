import type { Rule } from '../behaviour/behaviour.ts';
import type { Settle } from '../behaviour/settle.ts';
import type { Behaved, Preferred } from './passage.ts';

/** Runs the operation's rule, on a world in which everything that is due has been done. */
export function createBehave(rules: ReadonlyMap<string, Rule>, settle: Settle): (preferred: Preferred) => Promise<Behaved> {
  return async function behave(preferred) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule answers ${operation.id}.`);
    if (settle.isDue(world)) await settle.run(world);
    const facts = { origin: request.origin, path: request.path, queryPairs };
    const mediaType = operation.success.mediaTypes[0]?.name;
    const call = { world, caller, path, query, headers, body, request: facts, mediaType, settle: () => settle.run(world) };
    return { ...preferred, outcome: await rule(call) };
  };
}
