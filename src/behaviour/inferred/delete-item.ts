import type { Collection } from '../../contract/model/collection.ts';
import { toPathShape } from '../../contract/inferred/path-shape.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { PrepareRule } from '../rule/behaviour.ts';
import { findItem, readParents, toNotFound } from './find-item.ts';
import { getUse } from './get-use.ts';
import { compileWrapInLayout } from './wrap-in-layout.ts';
import { ADDRESS, compileShow, getItem, PARENTS, toAddressText, type ItemAddress } from './stored-item.ts';

/** Deletes the item that the path names, and everything below it. */
export const prepareDeleteItem: PrepareRule = (operation, { contract, sample }) => {
  const use = getUse(operation);
  const { collection } = use;
  const show = compileShow(collection);
  const wrapInLayout = compileWrapInLayout(use, sample);

  return function deleteItem({ commit, path }) {
    const address = { parents: readParents(use, path), key: String(path[use.key ?? '']) };
    return commit((transaction): Outcome => {
      const record = findItem(collection, address, transaction);
      if (record === undefined) return toNotFound(collection, address.key);
      transaction.delete(collection.name, toAddressText(address));
      deleteBelow(collection, address, transaction, contract.collections);
      return wrapInLayout(show(getItem(record)));
    });
  };
};

function deleteBelow(
  parentCollection: Collection,
  address: ItemAddress,
  transaction: Transaction,
  collections: readonly Collection[],
): void {
  const prefix = toAddressText(address);
  for (const { name, parent, path } of collections) {
    if (parent === undefined || !isBelow(path, parentCollection.path)) continue;
    for (const record of transaction.all(name)) {
      const parents = String(record[PARENTS]);
      if (parents === prefix || parents.startsWith(`${prefix}/`)) transaction.delete(name, String(record[ADDRESS]));
    }
  }
}

function isBelow(path: string, other: string): boolean {
  return toPathShape(path).startsWith(`${toPathShape(other)}/{}/`);
}
