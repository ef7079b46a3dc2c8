import type { ControlCalls } from '../context/control-call.ts';
import { createRejectFileFaults } from '../context/reject-file-faults.ts';

/** Reloads the document, fixtures, script and scenarios. */
export const RELOAD_CALLS = {
  reloadFiles: {
    state: 'contract',
    handle: async (_call, { reload }) => {
      const { contract, isChanged, sandboxes } = await reload().catch(rejectReload);
      const { title, operations, hash } = contract;
      return {
        kind: 'success',
        body: { title, operations: operations.length, contract: hash, changed: isChanged, forgotten: sandboxes },
      };
    },
  },
} satisfies Partial<ControlCalls>;

const rejectReload = createRejectFileFaults(
  'Failed to reload: the files have errors. Nothing has changed; fix the files and reload again.',
);
