/**
 * Freezes a value with all that it holds, the entries of Maps and Sets included, and gives it back. What is frozen
 * already is taken to be so to its depths. Two simulators share one compiled contract: what one could change would
 * change in the other.
 */
export function freezeDeep<Value>(value: Value): Value {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || Object.isFrozen(value))
    return value;
  if (value instanceof Map || value instanceof Set) freezeEntries(value);
  Object.freeze(value);
  if (typeof value === 'object') for (const child of Object.values(value)) freezeDeep(child);
  return value;
}

/** `Object.freeze` leaves the entries of a Map as they are: they lie in no property. */
function freezeEntries(collection: Map<unknown, unknown> | Set<unknown>): void {
  for (const [key, entry] of collection.entries()) {
    freezeDeep(key);
    freezeDeep(entry);
  }
  for (const name of ['set', 'add', 'delete', 'clear'])
    if (name in collection) Object.defineProperty(collection, name, { value: refuse });
}

function refuse(): never {
  throw new TypeError('The compiled contract cannot be changed.');
}
