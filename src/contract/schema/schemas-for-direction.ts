import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { toObjects } from '../model/read-source.ts';

/** Whether a schema is one of what is sent or of what is answered. */
export type Direction = 'request' | 'response';

/**
 * The schemas as they hold in one direction: a required property that is `readOnly` need not be sent, and one that is
 * `writeOnly` need not be answered (OpenAPI 3.0.4 section 4.7.24.2). What does not differ is shared with `document`;
 * where nothing does, it is `document` itself.
 */
export function schemasForDirection(document: JsonObject, direction: Direction): JsonObject {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  return copy(document, new Set()) as JsonObject;

  function copy(node: JsonValue, inherited: ReadonlySet<string>): JsonValue {
    if (Array.isArray(node)) return copyList(node, NOTHING);
    if (!isJsonObject(node)) return node;
    const exempt = new Set([...inherited, ...exemptNames(node, new Set())]);
    let changed: Record<string, JsonValue> | undefined;
    for (const [name, child] of Object.entries(node)) {
      const isList = name === 'allOf' && Array.isArray(child);
      const next = isList
        ? copyList(child, exempt)
        : name === 'required'
          ? withoutNames(child, exempt)
          : copy(child, NOTHING);
      if (next !== child) (changed ??= { ...node })[name] = next;
    }
    return changed ?? node;
  }

  function copyList(list: readonly JsonValue[], inherited: ReadonlySet<string>): readonly JsonValue[] {
    const copies = list.map((element) => copy(element, inherited));
    return copies.some((element, index) => element !== list[index]) ? copies : list;
  }

  /**
   * The names of a schema's own properties, and of those that its branches add, which this direction does not demand.
   */
  function exemptNames(schema: JsonObject, seen: Set<JsonObject>): readonly string[] {
    if (seen.has(schema)) return [];
    seen.add(schema);
    const properties = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
    const own = properties.flatMap(([name, value]) => (isExempt(value, 0) ? [name] : []));
    return [...own, ...toObjects(schema['allOf']).flatMap((branch) => exemptNames(follow(branch), seen))];
  }

  function isExempt(schema: JsonValue, depth: number): boolean {
    if (!isJsonObject(schema)) return false;
    if (schema[keyword] === true) return true;
    return depth < DEEPEST && typeof schema['$ref'] === 'string' && isExempt(follow(schema), depth + 1);
  }

  function follow(schema: JsonObject): JsonObject {
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? findAtPointer(document, reference) : schema;
    return isJsonObject(target) ? target : {};
  }
}

function withoutNames(required: JsonValue, names: ReadonlySet<string>): JsonValue {
  if (names.size === 0 || !Array.isArray(required) || !required.some((name) => names.has(String(name))))
    return required;
  return required.filter((name) => !names.has(String(name)));
}

const NOTHING: ReadonlySet<string> = new Set();
const DEEPEST = 8;
