import { createFillDefaults } from '../../behaviour/resource/fill-defaults.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import { createStore } from '../../store/create-store.ts';
import { createMemoryJournal } from '../../store/journals/memory-journal.ts';
import type { CollectionSpec, StoredRecord, StoreReader, StoreSnapshot } from '../../store/port/store.ts';

/** Options for `migrate`. */
export interface MigrateOptions {
  readonly contract: CompiledContract;
  readonly collections: readonly CollectionSpec[];
  readonly logger?: Logger | undefined;
  /** Throws if records still break the contract. */
  readonly check: (reader: StoreReader) => void;
}

/**
 * Fills in missing fields of stored records with the contract's defaults, and logs what it filled in. Never removes or
 * changes a value. Throws if records still break the contract.
 */
export function migrate(
  before: StoreSnapshot,
  { contract, collections, logger = silentLogger, check }: MigrateOptions,
): StoreSnapshot {
  const fill = createFillDefaults(contract);
  const counts = new Map<string, number>();
  const complete = (resource: Resource, record: StoredRecord): StoredRecord => {
    const { record: completed, filled } = fill(resource, record);
    for (const { field, value } of filled) {
      const what = `${resource.collection}: ${field} = ${JSON.stringify(value)}`;
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    return completed;
  };
  const resources = [...contract.resources.values()];
  const filled = resources.map((each) => [
    each.collection,
    (before.collections[each.collection] ?? []).map((record) => complete(each, record)),
  ]);
  const after = { ...before, collections: { ...before.collections, ...Object.fromEntries(filled) } };
  check(createStore({ collections, journal: createMemoryJournal(), initial: after }));
  for (const [what, count] of counts)
    logger.warn({ what, count }, `Migrated ${what}, in ${count === 1 ? 'one record' : `${count} records`}.`);
  if (counts.size === 0) logger.info({}, 'There was nothing to migrate.');
  return after;
}
