/**
 * Freezes a value recursively, including the entries of Maps and Sets, and returns it. A value that is already frozen
 * is assumed to be frozen recursively. Simulators share one compiled contract, so a change by one would affect the
 * others.
 */
export function freezeDeep<Value>(value: Value): Value {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || Object.isFrozen(value))
    return value;
  if (value instanceof Map || value instanceof Set) freezeEntries(value);
  Object.freeze(value);
  if (typeof value === 'object') for (const child of Object.values(value)) freezeDeep(child);
  return value;
}

/** Freezes the entries of a Map or Set. `Object.freeze` does not cover them, because they are not properties. */
function freezeEntries(collection: Map<unknown, unknown> | Set<unknown>): void {
  for (const [key, entry] of collection.entries()) {
    freezeDeep(key);
    freezeDeep(entry);
  }
  for (const name of ['set', 'add', 'delete', 'clear'])
    if (name in collection) Object.defineProperty(collection, name, { value: throwFrozen });
}

function throwFrozen(): never {
  throw new TypeError('The compiled contract cannot be changed.');
}
