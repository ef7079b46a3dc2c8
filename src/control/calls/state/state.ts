import type { JsonObject } from '../../../kernel/json/json.ts';
import type { World } from '../../../store/port/world.ts';
import type { ControlCalls } from '../../context/control-call.ts';
import type { WireSchema } from '../../wire/wire-types.ts';
import { redactRecords } from '../../world/redact-state.ts';
import { replaceState } from '../../world/replace-state.ts';

/** Reads and replaces the complete state of a world. */
export const STATE_CALLS = {
  retrieveState: {
    state: 'records',
    handle: async ({ world }) => ({ kind: 'success', body: await toBody(world) }),
  },
  replaceState: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body }, deps) => {
      await replaceState(world, body, deps);
      return { kind: 'success', body: await toBody(world) };
    },
  },
} satisfies Partial<ControlCalls>;

async function toBody({ store }: World): Promise<WireSchema<'State'>> {
  const { position, sequences, collections } = store.snapshot();
  const redacted: Record<string, readonly JsonObject[]> = {};
  for (const [name, records] of Object.entries(collections)) redacted[name] = await redactRecords(records, name);
  return { position, sequences, collections: redacted };
}
