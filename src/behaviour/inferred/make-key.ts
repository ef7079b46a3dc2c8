import type { Collection } from '../../contract/model/collection.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { findItem } from './find-item.ts';
import { typesOf } from './stored-item.ts';

/** Whether a value may be a collection's key by its schema. */
export type FitsKey = (value: JsonValue) => boolean;

/** What a key is made in. */
export interface KeyContext {
  readonly world: World;
  readonly transaction: Transaction;
  readonly parents: readonly string[];
  readonly fits: FitsKey;
}

/** A free key for a new item: a number where its schema wants one, a UUID where that fits, else a number as text. */
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
