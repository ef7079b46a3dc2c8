import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';

/**
 * A copy of the document for the schema compiler, without what only describes: examples, defaults, extensions, and the words of other
 * dialects (`nullable`, `id`) that it would stumble over. Without this an `$id` inside an example is taken for a schema's.
 */
export function toSchemaDocument(document: JsonObject): JsonObject {
  return copyKeywords(document);
}

function copyKeywords(node: JsonObject): JsonObject {
  const kept = Object.entries(node).filter(([name]) => !ANNOTATIONS.has(name) && !name.startsWith('x-'));
  return Object.fromEntries(kept.map(([name, child]) => [name, copyKeyword(name, child)]));
}

function copyKeyword(name: string, child: JsonValue): JsonValue {
  if (DATA_KEYWORDS.has(name)) return child;
  if (!NAME_MAPS.has(name) || !isJsonObject(child)) return copyNode(child);
  return Object.fromEntries(Object.entries(child).map(([key, value]) => [key, copyNode(value)]));
}

function copyNode(node: JsonValue): JsonValue {
  if (Array.isArray(node)) return node.map((element: JsonValue) => copyNode(element));
  return isJsonObject(node) ? copyKeywords(node) : node;
}

const ANNOTATIONS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'nullable', 'id', '$schema']);

/** Their content is data, whatever it looks like. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['const', 'enum', 'required']);

/** Their keys are names that somebody chose: a property may be called `example`. */
const NAME_MAPS: ReadonlySet<string> = new Set(
  `properties patternProperties $defs definitions dependentSchemas dependentRequired dependencies
  schemas responses parameters requestBodies headers links callbacks pathItems securitySchemes
  paths webhooks content encoding variables`.split(/\s+/),
);
