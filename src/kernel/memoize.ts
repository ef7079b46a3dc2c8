import { getOrCreate } from './get-or-create.ts';

/**
 * Memoizes `make` by key identity. Every caller with the same key shares the result, so results must be frozen or
 * change only their own caches. A result is garbage-collected with its key.
 */
export function memoize<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => getOrCreate(known, key, () => ({ value: make(key) })).value;
}
