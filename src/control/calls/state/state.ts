import type { World } from '../../../store/port/world.ts';
import type { ControlCalls } from '../../context/control-call.ts';
import type { WireSchema } from '../../wire/wire-types.ts';
import { replaceState } from '../../world/edit-state.ts';
import { redactRecord } from '../../world/redact-state.ts';

/** Reads and replaces the complete state of a world. */
export const STATE_CALLS = {
  retrieveState: { state: 'records', handle: ({ world }) => ({ kind: 'success', body: toBody(world) }) },
  replaceState: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body }, deps) => {
      await replaceState(world, body, deps);
      return { kind: 'success', body: toBody(world) };
    },
  },
} satisfies Partial<ControlCalls>;

function toBody({ store }: World): WireSchema<'State'> {
  const { position, sequences, collections } = store.snapshot();
  const redacted = Object.entries(collections).map(
    ([name, records]) => [name, records.map((record) => redactRecord(record, name))] as const,
  );
  return { position, sequences, collections: Object.fromEntries(redacted) };
}
