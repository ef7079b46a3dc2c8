import type { Collection } from '../../contract/model/collection.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer, toPointer } from '../../kernel/json/pointer.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { PrepareRule } from '../rule/behaviour.ts';
import { isKey } from '../representation/record-key.ts';
import { completeItem } from './complete-item.ts';
import { findItem, readParents, rejectMissingParent } from './find-item.ts';
import { getUse } from './get-use.ts';
import { compileWrapInLayout } from './wrap-in-layout.ts';
import { makeKey, type FitsKey } from './make-key.ts';
import { compileShow, rejectMalformedKey, toStored } from './stored-item.ts';

/** Creates an item from a body. Uses the client's key if it sends one; a key that is taken is a conflict. */
export const prepareCreateItem: PrepareRule = (operation, { sample, contract }) => {
  const use = getUse(operation);
  const { collection } = use;
  const show = compileShow(collection);
  const wrapInLayout = compileWrapInLayout(use, sample);
  const fits = compileFitsKey();

  return function createItem({ world, commit, path, body, request }) {
    const parents = readParents(use, path);
    const fields = isJsonObject(body) ? body : {};
    return commit((transaction): Outcome => {
      const rejection = rejectMissingParent(collection, parents, transaction);
      if (rejection !== undefined) return rejection;
      const sent = fields[collection.key];
      const key = isKey(sent) ? sent : makeKey(collection, { world, transaction, parents, fits });
      const address = { parents, key: String(key) };
      const malformed = rejectMalformedKey(collection, address.key);
      if (malformed !== undefined) return malformed;
      if (findItem(collection, address, transaction) !== undefined) return toTaken(collection, String(key));
      const number = transaction.next(`${collection.name}/samples`);
      const item = completeItem(collection, { ...fields, [collection.key]: key }, { world, sample, number });
      transaction.insert(collection.name, toStored(address, item));
      const location = `${request.path.replace(/\/$/, '')}/${encodeURIComponent(String(key))}`;
      return { ...wrapInLayout(show(item)), location };
    });
  };

  function compileFitsKey(): FitsKey {
    const { pointer, properties } = collection.item;
    const declared = `${pointer ?? ''}${toPointer(['properties', collection.key])}`;
    if (
      pointer === undefined ||
      !properties.has(collection.key) ||
      findAtPointer(contract.document, declared) === undefined
    )
      return () => true;
    return (value: JsonValue) => contract.validatorAt(declared)(value).length === 0;
  }
};

function toTaken({ name, key: property }: Collection, key: string): Outcome {
  const remedy = `Send another ${property}, or leave it out; or delete that record first.`;
  return { kind: 'conflict', message: `${name} already holds ${key}.`, remedy };
}
