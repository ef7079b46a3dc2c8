import { isStoreFailure, StoreError } from '../port/store-error.ts';
import type { Store } from '../port/store.ts';
import type { SharedWorldsOptions } from './shared-worlds-options.ts';

/**
 * Checks a sandbox of another contract and takes it over. Deletes one that breaks the present contract, and returns
 * false. Throws a StoreError when this replica may not write.
 */
export async function adoptSandbox(
  name: string,
  store: Store,
  { baseline, sandboxes, logger }: Pick<SharedWorldsOptions, 'baseline' | 'sandboxes' | 'logger'>,
): Promise<boolean> {
  try {
    // This replica may be the one that has not reloaded yet.
    await baseline.store.log.catchUp();
    if (baseline.store.failure !== undefined) throw new StoreError('READ_FAILED', baseline.store.failure);
    await store.changeSchema(sandboxes.schema);
    return true;
  } catch (error) {
    await store.close();
    if (isStoreFailure(error)) throw error;
    logger.warn({ sandbox: name, error }, 'Deleted a sandbox of another contract: its records break this one.');
    await sandboxes.delete(name);
    return false;
  }
}
