import type { JsonObject } from '../../../kernel/json/json.ts';
import type { World } from '../../../store/port/world.ts';
import type { PrepareControl } from '../../context/control.ts';
import { replaceState, type StateInput } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** All that a world holds, to be read and to be replaced. */
export const prepareState: PrepareControl = (tools) => ({
  retrieveState: ({ world }) => ({ kind: 'success', body: toBody(world) }),
  replaceState: async ({ world, body }) => {
    await replaceState(world, body as unknown as StateInput, tools);
    return { kind: 'success', body: toBody(world) };
  },
});

function toBody({ store }: World): JsonObject {
  return redactRecord(store.snapshot() as unknown as JsonObject);
}
