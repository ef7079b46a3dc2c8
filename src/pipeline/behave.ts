import type { Rule } from '../behaviour/behaviour.ts';
import type { Behaved, Preferred } from './passage.ts';

/** Runs the operation's rule. */
export function createBehave(rules: ReadonlyMap<string, Rule>): (preferred: Preferred) => Promise<Behaved> {
  return async function behave(preferred) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = preferred;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule answers ${operation.id}.`);
    const facts = { origin: request.origin, path: request.path, queryPairs };
    return { ...preferred, outcome: await rule({ world, caller, path, query, headers, body, request: facts }) };
  };
}
