import type { Collection } from '../../contract/model/collection.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { findItem } from './find-item.ts';
import { typesOf } from './stored-item.ts';

/** Returns whether a value is a valid key by its schema. */
export type FitsKey = (value: JsonValue) => boolean;

/** What a key is generated with. */
export interface KeyContext {
  readonly world: World;
  readonly transaction: Transaction;
  readonly parents: readonly string[];
  readonly fits: FitsKey;
}

/**
 * Generates an unused key: a number if the schema requires one, else a UUID if that is valid, else a number as text.
 */
export function makeKey(collection: Collection, { world, transaction, parents, fits }: KeyContext): JsonValue {
  const types = typesOf(collection.item.properties.get(collection.key));
  const isNumber = types.includes('integer') || types.includes('number');
  for (;;) {
    const number = transaction.next(collection.name);
    const uuid = world.ids.uuid(collection.name, number);
    const texts = [uuid, String(number), uuid.replaceAll('-', ''), `id${number}`];
    const key = isNumber ? number : (texts.find((text) => fits(text)) ?? uuid);
    if (findItem(collection, { parents, key: String(key) }, transaction) === undefined) return key;
  }
}
