import type { PrepareRule } from '../rule/behaviour.ts';
import { findItem, readParents, rejectMissingParent, toNotFound } from './find-item.ts';
import { getUse } from './get-use.ts';
import { compileWrapInLayout } from './wrap-in-layout.ts';
import { compileShow, getItem } from './stored-item.ts';

/** Returns the item that the path names. */
export const prepareRetrieveItem: PrepareRule = (operation, { sample }) => {
  const use = getUse(operation);
  const show = compileShow(use.collection);
  // If the operation declares no content, the bare item is more useful than an empty body.
  const wrapInLayout = compileWrapInLayout(
    use.layout.kind === 'nothing' ? { ...use, layout: { kind: 'bare', limit: undefined } } : use,
    sample,
  );

  return function retrieveItem({ world, path }) {
    const address = { parents: readParents(use, path), key: String(path[use.key ?? '']) };
    const record = findItem(use.collection, address, world.store);
    if (record !== undefined) return wrapInLayout(show(getItem(record)));
    return rejectMissingParent(use.collection, address.parents, world.store) ?? toNotFound(use.collection, address.key);
  };
};
