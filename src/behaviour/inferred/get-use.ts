import type { CollectionUse } from '../../contract/model/collection.ts';
import type { Operation } from '../../contract/model/contract.ts';

/**
 * Returns how an operation uses its inferred collection. Throws if it has none: only operations with one get these
 * rules.
 */
export function getUse({ id, collection, behaviour }: Operation): CollectionUse {
  if (collection === undefined) throw new Error(`${id} has no collection to ${behaviour}.`);
  return collection;
}
