/**
 * Works out `make(key)` once for each key. For what is frozen, or changes nothing but what it has worked out itself:
 * whoever holds the same key shares the result, which goes when the key does.
 */
export function memoize<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}
