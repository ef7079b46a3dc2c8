import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Declared, ReadDeclared } from './declared.ts';

/** A property that no schema of its object names. */
export interface UndeclaredProperty {
  readonly path: readonly (string | number)[];
  /** Returns the names that its schemas have and that were not sent beside it. */
  readonly listOthers: () => readonly string[];
}

/** Lists the properties of a value, and of what is in it, that no schema of their object names. */
export function* listUndeclared(
  value: JsonValue,
  declared: Declared,
  readDeclared: ReadDeclared,
  path: UndeclaredProperty['path'] = [],
): Generator<UndeclaredProperty> {
  if (path.length > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    const items = readDeclared(declared.items);
    for (const [index, item] of (value as readonly JsonValue[]).entries())
      yield* listUndeclared(item, items, readDeclared, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [name, property] of Object.entries(value)) {
      const schemas = declared.properties.get(name);
      const at = [...path, name];
      if (schemas !== undefined) yield* listUndeclared(property, readDeclared(schemas), readDeclared, at);
      else if (!declared.isOpen) yield { path: at, listOthers: () => listMissing(value, declared) };
    }
  }
}

function listMissing(value: Readonly<Record<string, JsonValue>>, { properties }: Declared): readonly string[] {
  return [...properties.keys()].filter((name) => !Object.hasOwn(value, name));
}

/** Steps. Deeper values are not looked at. */
const MAX_DEPTH = 64;
