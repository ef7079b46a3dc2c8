import type { ControlCalls } from '../context/control-call.ts';

/** Reports how many responses were checked against the contract, and each way in which one broke it. */
export const VIOLATION_CALLS = {
  listViolations: {
    handle: ({ world }, { recorder, worlds }) => {
      // Without a sandbox, the report covers all worlds.
      const { checked, breaches } = world === worlds.baseline ? recorder.allChecks() : recorder.checksOf(world);
      const violations = breaches.map(({ operationId, ...breach }) => ({ operation_id: operationId, ...breach }));
      return { kind: 'success', body: { world: world.name, checked, violations } };
    },
  },
} satisfies Partial<ControlCalls>;
