import type { ControlCalls } from '../context/control-call.ts';
import { findFaultViolations } from '../traffic/find-fault-violations.ts';

/** Adds, lists and removes the fault rules of a world. */
export const FAULT_CALLS = {
  listFaults: {
    state: 'faults',
    handle: async ({ world }, { faults }) => ({ kind: 'success', body: { faults: await faults.of(world).list() } }),
  },
  createFault: {
    state: 'faults',
    changes: 'fault',
    toEventData: ({ body }) => ({ rule: body }),
    handle: async ({ world, body }, { contract, faults }) => {
      const violations = findFaultViolations(body, contract);
      if (violations.length > 0) return { kind: 'invalid', violations };
      return { kind: 'success', body: await faults.of(world).add(body) };
    },
  },
  deleteFaults: {
    state: 'faults',
    handle: async ({ world }, { faults }) => {
      await faults.of(world).clear();
      return { kind: 'success' };
    },
  },
  deleteFault: {
    state: 'faults',
    handle: async ({ world, path: { fault: id } }, { faults }) => {
      if (await faults.of(world).remove(id)) return { kind: 'success' };
      return {
        kind: 'not_found',
        model: 'Fault',
        key: id,
        message: `This world has no fault ${JSON.stringify(id)}. GET /__admin/faults lists them.`,
      };
    },
  },
} satisfies Partial<ControlCalls>;
