import { BootError } from '../../kernel/boot-fault.ts';
import { Problem } from '../../kernel/problem.ts';
import type { PrepareControl } from '../context/control.ts';

/** Reloads the document, fixtures, script and scenarios. */
export const prepareReload: PrepareControl = ({ reload }) => ({
  reloadFiles: async () => {
    const { contract, isChanged, sandboxes } = await reload().catch(rejectReload);
    const { title, operations, hash } = contract;
    return {
      kind: 'success',
      body: { title, operations: operations.length, contract: hash, changed: isChanged, forgotten: [...sandboxes] },
    };
  },
});

function rejectReload(error: unknown): never {
  if (!(error instanceof BootError)) throw error;
  const faults = error.faults.slice(0, MAX_SHOWN);
  throw new Problem('VALIDATION_FAILED', {
    message: 'Failed to reload: the files have errors. Nothing has changed; fix the files and reload again.',
    faults,
  });
}

const MAX_SHOWN = 100;
