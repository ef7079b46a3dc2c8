/** Returns the value of a key. Creates and adds it when the map has none. */
export function getOrCreate<Key, Value>(map: ValuesByKey<Key, Value>, key: Key, create: () => NoInfer<Value>): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}

/** A `Map` or a `WeakMap`. */
interface ValuesByKey<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}
