import type { JsonObject } from '../../../kernel/json/json.ts';
import type { World } from '../../../store/port/world.ts';
import type { PrepareControl } from '../../context/control.ts';
import { replaceState, type StateInput } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** Reads and replaces the complete state of a world. */
export const prepareState: PrepareControl = (deps) => ({
  retrieveState: ({ world }) => ({ kind: 'success', body: toBody(world) }),
  replaceState: async ({ world, body }) => {
    await replaceState(world, body as unknown as StateInput, deps);
    return { kind: 'success', body: toBody(world) };
  },
});

function toBody({ store }: World): JsonObject {
  return redactRecord(store.snapshot() as unknown as JsonObject);
}
