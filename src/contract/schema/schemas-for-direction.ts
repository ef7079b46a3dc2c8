import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { toObjects } from '../model/read-source.ts';

/** Whether a schema describes what a client sends or what the server returns. */
export type Direction = 'request' | 'response';

/**
 * Returns the schemas as they apply in one direction: a required `readOnly` property may be absent in a request, and a
 * required `writeOnly` one in a response (OpenAPI 3.0.4 section 4.7.24.2). Unchanged parts are shared with `document`;
 * when nothing changes, it is `document` itself.
 */
export function schemasForDirection(document: JsonObject, direction: Direction): JsonObject {
  const findExemptNames = createExemptNameFinder(document, direction === 'request' ? 'readOnly' : 'writeOnly');
  return copy(document, NO_NAMES) as JsonObject;

  function copy(node: JsonValue, inherited: ReadonlySet<string>): JsonValue {
    if (Array.isArray(node)) return copyList(node, NO_NAMES);
    if (!isJsonObject(node)) return node;
    const own = findExemptNames(node);
    const exempt = own.length === 0 ? inherited : new Set([...inherited, ...own]);
    let changed: Record<string, JsonValue> | undefined;
    for (const [name, child] of Object.entries(node)) {
      const isBranchList = name === 'allOf' && Array.isArray(child);
      const next = isBranchList
        ? copyList(child, exempt)
        : name === 'required'
          ? withoutNames(child, exempt)
          : copy(child, NO_NAMES);
      if (next !== child) (changed ??= { ...node })[name] = next;
    }
    return changed ?? node;
  }

  function copyList(list: readonly JsonValue[], inherited: ReadonlySet<string>): readonly JsonValue[] {
    const copies = list.map((element) => copy(element, inherited));
    return copies.some((element, index) => element !== list[index]) ? copies : list;
  }
}

/** Finds the properties that a schema and its `allOf` branches mark with `keyword`. */
function createExemptNameFinder(
  document: JsonObject,
  keyword: 'readOnly' | 'writeOnly',
): (schema: JsonObject) => readonly string[] {
  return (schema) => collect(schema, new Set());

  function collect(schema: JsonObject, seen: Set<JsonObject>): readonly string[] {
    if (seen.has(schema)) return [];
    seen.add(schema);
    const properties = isJsonObject(schema['properties']) ? Object.entries(schema['properties']) : [];
    const own = properties.flatMap(([name, value]) => (isExempt(value, 0) ? [name] : []));
    return [...own, ...toObjects(schema['allOf']).flatMap((branch) => collect(follow(branch), seen))];
  }

  function isExempt(schema: JsonValue, depth: number): boolean {
    if (!isJsonObject(schema)) return false;
    if (schema[keyword] === true) return true;
    return depth < MAX_CHAIN_LENGTH && typeof schema['$ref'] === 'string' && isExempt(follow(schema), depth + 1);
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

const NO_NAMES: ReadonlySet<string> = new Set();
const MAX_CHAIN_LENGTH = 8;
