import { BootError } from '../../kernel/boot-fault.ts';
import { Problem } from '../../kernel/problem.ts';
import type { PrepareControl } from '../context/control.ts';

/** Reads the document, fixtures, script and scenarios again. */
export const prepareReload: PrepareControl = ({ reload }) => ({
  reloadFiles: async () => {
    const { contract, isChanged, sandboxes } = await reload().catch(refuse);
    const { title, operations, hash } = contract;
    return {
      kind: 'success',
      body: { title, operations: operations.length, contract: hash, changed: isChanged, forgotten: [...sandboxes] },
    };
  },
});

function refuse(error: unknown): never {
  if (!(error instanceof BootError)) throw error;
  const faults = error.faults.slice(0, MAX_SHOWN);
  throw new Problem('VALIDATION_FAILED', {
    message: 'What was read cannot be served. The last that could goes on; nothing has changed.',
    faults,
  });
}

const MAX_SHOWN = 100;
