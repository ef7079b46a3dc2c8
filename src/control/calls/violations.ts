import type { PrepareControl } from '../context/control.ts';

/** How many answers were checked against the contract, and each way in which one broke it. */
export const prepareViolations: PrepareControl = ({ recorder: watch, worlds }) => ({
  listViolations: ({ world }) => {
    // The baseline speaks for all: whoever asks without a sandbox wants to know whether anything went wrong anywhere.
    const { checked, breaches } = world === worlds.baseline ? watch.allChecks() : watch.checksOf(world);
    const violations = breaches.map(({ operationId, ...breach }) => ({ operation_id: operationId, ...breach }));
    return { kind: 'success', body: { world: world.name, checked, violations } };
  },
});
