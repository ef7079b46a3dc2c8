import type { ControlCalls } from '../context/control-call.ts';
import { gather } from '../context/replicas.ts';
import { toMissing } from '../gathered/requests.ts';
import { mergeViolations, VIOLATIONS } from '../gathered/violations.ts';

/** Reports how many responses were checked against the contract, and each way in which one broke it. */
export const VIOLATION_CALLS = {
  listViolations: {
    state: 'violations',
    handle: async ({ world }, deps) => {
      const { parts, missing } = await gather(VIOLATIONS, { world }, deps);
      const { checked, breaches } = mergeViolations(parts.map(({ value }) => value));
      const violations = breaches.map(({ operationId, ...breach }) => ({ operation_id: operationId, ...breach }));
      return { kind: 'success', body: { world: world.name, checked, violations, ...toMissing(missing) } };
    },
  },
} satisfies Partial<ControlCalls>;
