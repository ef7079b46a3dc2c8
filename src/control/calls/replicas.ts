import type { ControlCalls } from '../context/control-call.ts';
import { gather } from '../context/replicas.ts';
import { PARTS } from '../gathered/parts.ts';
import { findQueryViolations, findVerificationViolations } from './requests.ts';

/** Lists the replicas of the log, and returns what this one has of a gathered report. */
export const REPLICA_CALLS = {
  listReplicas: {
    state: 'replicas',
    handle: async ({ world }, deps) => {
      const { replicas: known } = deps;
      if (known === undefined) return { kind: 'success', body: { replicas: [] } };
      const { parts, missing } = await gather(PARTS.ping, { world }, deps);
      const found = [...parts.map(({ replica: name }) => ({ name, answers: true })), ...missing.map(toSilent)];
      const replicas = found
        .map(({ name, answers }) => ({ name, self: name === known.name, answers }))
        .toSorted((left, right) => (left.name < right.name ? -1 : 1));
      return { kind: 'success', body: { replicas } };
    },
  },
  collectReplicaPart: {
    state: 'replicas',
    handle: async ({ world, body: { part, ...input } }, deps) => {
      const violations = [
        ...findQueryViolations(input.filter ?? {}),
        ...findVerificationViolations(input.verification ?? {}, deps.contract),
      ];
      if (violations.length > 0) return { kind: 'invalid', violations };
      const value = await PARTS[part].collect(world, input, deps);
      return { kind: 'success', body: { replica: deps.replicas?.name ?? null, value } };
    },
  },
} satisfies Partial<ControlCalls>;

function toSilent(name: string): { readonly name: string; readonly answers: boolean } {
  return { name, answers: false };
}
