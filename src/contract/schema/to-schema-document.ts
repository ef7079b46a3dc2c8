import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointerStep } from '../../kernel/json/pointer.ts';
import { isInvalidKeyword } from './invalid-keywords.ts';

/** Told of a keyword that means nothing: the JSON Pointer of its schema, its name and what was written. */
export type ReportInvalidKeyword = (pointer: string, keyword: string, value: JsonValue) => void;

/**
 * A copy of the document for the schema compiler, without what only describes: examples, defaults, extensions, and the
 * words of other dialects (`nullable`, `id`) that it would stumble over. Without this an `$id` inside an example is
 * taken for a schema's. Given `report`, keywords of schemas that no compiler could make anything of are left out too,
 * and reported.
 */
export function toSchemaDocument(document: JsonObject, report?: ReportInvalidKeyword): JsonObject {
  return copyKeywords(document, { pointer: '', isSchema: false, isResource: false, report });
}

interface Place {
  readonly pointer: string;
  /** From here down everything is a schema. */
  readonly isSchema: boolean;
  /** Below a schema that keeps its `$id`: references are relative to that. */
  readonly isResource: boolean;
  readonly report: ReportInvalidKeyword | undefined;
}

function copyKeywords(node: JsonObject, outer: Place): JsonObject {
  // Every reference is internal already, so an $id only matters to $dynamicRef.
  const keepsId = typeof node['$id'] === 'string' && node['$dynamicAnchor'] !== undefined;
  const place = keepsId ? { ...outer, isResource: true } : outer;
  const kept = Object.entries(node).filter(([name, value]) => {
    if (ANNOTATIONS.has(name) || name.startsWith('x-') || (name === '$id' && !keepsId)) return false;
    if (place.report === undefined || !place.isSchema || !isInvalidKeyword(name, value)) return true;
    place.report(place.pointer, name, value);
    return false;
  });
  return Object.fromEntries(kept.map(([name, child]) => [name, copyKeyword(name, child, below(place, name))]));
}

function copyKeyword(name: string, child: JsonValue, place: Place): JsonValue {
  if (DATA_KEYWORDS.has(name)) return child;
  if (name === '$ref' && place.isResource && typeof child === 'string' && child.startsWith('#/'))
    return DOCUMENT_ID + child;
  if (!NAME_MAPS.has(name) || !isJsonObject(child))
    return copyNode(child, name === 'schema' ? { ...place, isSchema: true } : place);
  const inner = name === 'schemas' ? { ...place, isSchema: true } : place;
  return Object.fromEntries(Object.entries(child).map(([key, value]) => [key, copyNode(value, below(inner, key))]));
}

function copyNode(node: JsonValue, place: Place): JsonValue {
  if (Array.isArray(node))
    return node.map((element: JsonValue, index) => copyNode(element, below(place, String(index))));
  return isJsonObject(node) ? copyKeywords(node, place) : node;
}

function below(place: Place, step: string): Place {
  // Places are only needed where somebody is told of them.
  return place.report === undefined ? place : { ...place, pointer: `${place.pointer}/${toPointerStep(step)}` };
}

/** What the schemas of the document are relative to. */
export const DOCUMENT_ID = 'https://contract.invalid/document';

const ANNOTATIONS: ReadonlySet<string> = new Set([
  'example',
  'examples',
  'default',
  'nullable',
  'id',
  '$schema',
  '$anchor',
]);

/** Their content is data, whatever it looks like. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['const', 'enum', 'required']);

/** Their keys are names that somebody chose: a property may be called `example`. */
const NAME_MAPS: ReadonlySet<string> = new Set(
  `properties patternProperties $defs definitions dependentSchemas dependentRequired dependencies
  schemas responses parameters requestBodies headers links callbacks pathItems securitySchemes
  paths webhooks content encoding variables`.split(/\s+/),
);
