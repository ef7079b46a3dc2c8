import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { findAtPointer, parsePointer } from '../../kernel/json/pointer.ts';

/** A schema and its JSON Pointer. */
export interface SchemaAt {
  readonly schema: JsonObject;
  readonly pointer: string;
}

/** Follows references within one bundled document. */
export interface SchemaReader {
  readonly document: JsonObject;
  /** Returns the node at a JSON Pointer without following its reference, or an empty object when there is none. */
  at(pointer: string): JsonObject;
  /** Follows a chain of `$ref`s. Returns an empty object for a circular or broken chain. */
  resolve(node: JsonObject): JsonObject;
  /** Like `resolve`, with the pointer of the target: that of the last `$ref`, or `pointer` when there is no `$ref`. */
  resolveAt(node: JsonObject, pointer: string): SchemaAt;
  /**
   * Returns the name of the component schema that a schema refers to, also through an `allOf`, `anyOf` or `oneOf` in
   * which only one branch names a component.
   */
  findName(schema: JsonObject): string | undefined;
}

/** Creates the reader of a bundled OpenAPI document. */
export function createSchemaReader(document: JsonObject): SchemaReader {
  const resolveAt = (node: JsonObject, pointer: string): SchemaAt => {
    let current = { schema: node, pointer };
    for (let depth = 0; depth < MAX_CHAIN_LENGTH; depth += 1) {
      const reference = current.schema['$ref'];
      if (typeof reference !== 'string') return current;
      const target = findAtPointer(document, reference);
      current = { schema: isJsonObject(target) ? target : {}, pointer: decodeFragment(reference) };
    }
    return { schema: {}, pointer };
  };
  const at = (pointer: string): JsonObject => {
    const node = findAtPointer(document, pointer);
    return isJsonObject(node) ? node : {};
  };
  return { document, at, resolve: (node) => resolveAt(node, '').schema, resolveAt, findName };
}

/** True when the schema declares null, by `type`, `anyOf` or `oneOf`. */
export function allowsNull(schema: JsonObject): boolean {
  const type = schema['type'];
  if (type === 'null' || (Array.isArray(type) && type.includes('null'))) return true;
  return [schema['anyOf'], schema['oneOf']].some(
    (branches) => Array.isArray(branches) && branches.some((branch) => isJsonObject(branch) && allowsNull(branch)),
  );
}

function findName(schema: JsonObject): string | undefined {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const steps = parsePointer(reference);
    return steps.length === 3 && steps[0] === 'components' && steps[1] === 'schemas' ? steps[2] : undefined;
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    const names = branches.flatMap((branch) => (isJsonObject(branch) ? (findName(branch) ?? []) : []));
    if (names.length === 1) return names[0];
  }
  return undefined;
}

function decodeFragment(reference: string): string {
  return parsePointer(reference)
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

const MAX_CHAIN_LENGTH = 32;
