/**
 * Memoizes `make` by key identity. Every caller with the same key shares the result, so results must be frozen or
 * change only their own caches. A result is garbage-collected with its key.
 */
export function memoize<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}
