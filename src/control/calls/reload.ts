import { BootError } from '../../kernel/boot-fault.ts';
import { Problem } from '../../kernel/problem.ts';
import type { ControlCalls } from '../context/control-call.ts';

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

function rejectReload(error: unknown): never {
  if (!(error instanceof BootError)) throw error;
  const faults = error.faults.slice(0, MAX_SHOWN);
  throw new Problem('VALIDATION_FAILED', {
    message: 'Failed to reload: the files have errors. Nothing has changed; fix the files and reload again.',
    faults,
  });
}

const MAX_SHOWN = 100;
