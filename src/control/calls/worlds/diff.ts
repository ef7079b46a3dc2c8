import type { ControlCalls } from '../../context/control-call.ts';
import type { WorldDiff } from '../../diff/diff-worlds.ts';
import { diffWorlds } from '../../diff/diff-worlds.ts';
import type { WireResult } from '../../wire/wire-types.ts';

/** Compares the states of two worlds. */
export const DIFF_CALLS = {
  retrieveDiff: {
    state: 'records',
    handle: async ({ world, query: { from, to, collection: collections, limit, include } }, deps) => ({
      kind: 'success',
      body: toBody(await diffWorlds(world, { from, to, collections, limit, hasRecords: include === 'records' }, deps)),
    }),
  },
} satisfies Partial<ControlCalls>;

function toBody({ from, to, collections, total, isTruncated }: WorldDiff): WireResult<'retrieveDiff'>['body'] {
  const listed = Object.entries(collections).map(([name, diff]) => [name, { ...diff }] as const);
  return { from, to, collections: Object.fromEntries(listed), total, is_truncated: isTruncated };
}
