import type { JsonObject } from '../../kernel/json/json.ts';
import type { FaultRule } from '../../pipeline/faults/model/fault.ts';
import type { PrepareControl } from '../context/control.ts';
import { findFaultViolations } from '../traffic/find-fault-violations.ts';

/** Adds, lists and removes the fault rules of a world. */
export const prepareFaults: PrepareControl = ({ contract, faults, recorder }) => ({
  listFaults: ({ world }) => ({
    kind: 'success',
    body: { faults: faults.of(world).list() as unknown as readonly JsonObject[] },
  }),
  createFault: ({ world, body }) => {
    const rule = body as unknown as FaultRule;
    const violations = findFaultViolations(rule, contract);
    if (violations.length > 0) return { kind: 'invalid', violations };
    const fault = faults.of(world).add(rule) as unknown as JsonObject;
    recorder.publish({ type: 'fault', world: world.name, data: { rule: fault } });
    return { kind: 'success', body: fault };
  },
  deleteFaults: ({ world }) => {
    faults.of(world).clear();
    return { kind: 'success' };
  },
  deleteFault: ({ world, path }) => {
    const id = String(path['fault']);
    if (faults.of(world).remove(id)) return { kind: 'success' };
    return {
      kind: 'not_found',
      model: 'Fault',
      key: id,
      message: `This world has no fault ${JSON.stringify(id)}. GET /__admin/faults lists them.`,
    };
  },
});
