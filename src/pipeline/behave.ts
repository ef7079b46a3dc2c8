import type { Rule } from '../behaviour/behaviour.ts';
import type { Behaved, Validated } from './passage.ts';

/** Runs the operation's rule. */
export function createBehave(rules: ReadonlyMap<string, Rule>): (validated: Validated) => Promise<Behaved> {
  return async function behave(validated) {
    const { operation, world, caller, path, query, headers, body, request, queryPairs } = validated;
    const rule = rules.get(operation.id);
    if (rule === undefined) throw new Error(`No rule answers ${operation.id}.`);
    const facts = { origin: request.origin, path: request.path, queryPairs };
    return { ...validated, outcome: await rule({ world, caller, path, query, headers, body, request: facts }) };
  };
}
