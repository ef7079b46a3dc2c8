import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** The kinds of objects in an OpenAPI document. */
export type NodeKind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'example'
  | 'link'
  | 'callback'
  | 'securityScheme';

type Shape = 'one' | 'map' | 'list';

/** A child that may hold references; `steps` is the path from its parent node. */
export interface ChildNode {
  readonly kind: NodeKind;
  readonly steps: readonly (string | number)[];
  readonly value: JsonValue;
}

/** The section of `components` for each kind of node. Nodes of other kinds are inlined where they are used. */
export const COMPONENT_SECTIONS: Partial<Record<NodeKind, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
};

/**
 * Yields the children of a node (OpenAPI 3.1 section 4.8). Examples, defaults and extensions are data: a `$ref` in them
 * is not a reference.
 */
export function* childNodes(kind: NodeKind, node: JsonObject): Generator<ChildNode> {
  for (const [name, value] of Object.entries(node)) {
    const child =
      findOwn(CHILDREN[kind], name) ?? (kind === 'callback' && !name.startsWith('x-') ? PATH_ITEM : undefined);
    if (child !== undefined) yield* expand(name, value, child);
  }
}

/** Replaces a child in a shallow copy of its parent node. A map or list between the two is copied once. */
export function replaceChild(
  copy: Record<string, JsonValue>,
  original: JsonObject,
  steps: readonly (string | number)[],
  child: JsonValue,
): void {
  const [name = '', inner] = steps;
  if (inner === undefined) {
    setOwn(copy, String(name), child);
    return;
  }
  const holder = copy[name];
  if (holder === original[name]) copy[name] = Array.isArray(holder) ? [...holder] : { ...(holder as JsonObject) };
  Object.defineProperty(copy[name], inner, { value: child, enumerable: true, writable: true, configurable: true });
}

function* expand(name: string, value: JsonValue, [shape, kind]: readonly [Shape, NodeKind]): Generator<ChildNode> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield { kind, steps: [name, index], value: item };
  } else if (shape === 'one') {
    yield { kind, steps: [name], value };
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) yield { kind, steps: [name, key], value: item };
  }
}

const PATH_ITEM = ['one', 'pathItem'] as const;
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const SCHEMA = ['one', 'schema'] as const;
const SCHEMAS = ['map', 'schema'] as const;
const CONTENT = { schema: SCHEMA, content: ['map', 'mediaType'], examples: ['map', 'example'] } as const;

const CHILDREN: Record<NodeKind, Readonly<Record<string, readonly [Shape, NodeKind]>>> = {
  document: { paths: ['map', 'pathItem'], webhooks: ['map', 'pathItem'], components: ['one', 'components'] },
  components: {
    schemas: SCHEMAS,
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples: ['map', 'example'],
    requestBodies: ['map', 'requestBody'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'securityScheme'],
    links: ['map', 'link'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'pathItem'],
  },
  pathItem: {
    parameters: ['list', 'parameter'],
    ...Object.fromEntries(METHODS.map((method) => [method, ['one', 'operation'] as const])),
  },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'requestBody'],
    responses: ['map', 'response'],
    callbacks: ['map', 'callback'],
  },
  parameter: CONTENT,
  header: CONTENT,
  requestBody: { content: ['map', 'mediaType'] },
  response: { headers: ['map', 'header'], content: ['map', 'mediaType'], links: ['map', 'link'] },
  mediaType: { schema: SCHEMA, examples: ['map', 'example'], encoding: ['map', 'encoding'] },
  encoding: { headers: ['map', 'header'] },
  schema: {
    properties: SCHEMAS,
    patternProperties: SCHEMAS,
    $defs: SCHEMAS,
    definitions: SCHEMAS,
    dependentSchemas: SCHEMAS,
    items: SCHEMA,
    prefixItems: ['list', 'schema'],
    allOf: ['list', 'schema'],
    anyOf: ['list', 'schema'],
    oneOf: ['list', 'schema'],
    additionalProperties: SCHEMA,
    unevaluatedProperties: SCHEMA,
    unevaluatedItems: SCHEMA,
    propertyNames: SCHEMA,
    contains: SCHEMA,
    contentSchema: SCHEMA,
    not: SCHEMA,
    if: SCHEMA,
    then: SCHEMA,
    else: SCHEMA,
  },
  example: {},
  link: {},
  callback: {},
  securityScheme: {},
};
