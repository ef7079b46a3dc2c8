import { setOwn, type JsonObject, type JsonValue } from './json.ts';

/** Returns an object with changed values; the object itself when none changes. Most parts of a world stay the same. */
export function mapMembers(object: JsonObject, change: (value: JsonValue, name: string) => JsonValue): JsonObject {
  let copy: Record<string, JsonValue> | undefined;
  for (const [name, value] of Object.entries(object)) {
    const changed = change(value, name);
    if (changed !== value) setOwn((copy ??= { ...object }), name, changed);
  }
  return copy ?? object;
}

/** Returns a list with changed elements; the list itself when none changes. */
export function mapElements(
  list: readonly JsonValue[],
  change: (element: JsonValue, index: number) => JsonValue,
): readonly JsonValue[] {
  let copy: JsonValue[] | undefined;
  for (const [index, element] of list.entries()) {
    const changed = change(element, index);
    if (changed !== element) (copy ??= [...list])[index] = changed;
  }
  return copy ?? list;
}
