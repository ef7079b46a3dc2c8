import type { CollectionUse } from '../../contract/model/collection.ts';
import type { Operation } from '../../contract/model/contract.ts';

/**
 * What an operation does with a collection. Throws where it has none: only operations that have one get these rules.
 */
export function getUse({ id, collection, behaviour }: Operation): CollectionUse {
  if (collection === undefined) throw new Error(`${id} has no collection to ${behaviour}.`);
  return collection;
}
