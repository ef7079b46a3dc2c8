import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointerStep } from '../../kernel/json/pointer.ts';
import { isInvalidKeyword } from './invalid-keywords.ts';

/** Receives each invalid keyword: the JSON Pointer of its schema, its name and its value. */
export type ReportInvalidKeyword = (pointer: string, keyword: string, value: JsonValue) => void;

/**
 * Copies the document for the schema compiler without annotations: examples, defaults, extensions, and keywords of
 * other dialects (`nullable`, `id`) that would fail to compile. Otherwise an `$id` inside an example would count as the
 * identifier of a schema. With `report`, keywords with invalid values are removed and reported too.
 */
export function toSchemaDocument(document: JsonObject, report?: ReportInvalidKeyword): JsonObject {
  return copyKeywords(document, { pointer: '', isSchema: false, isResource: false, report });
}

interface CopyContext {
  readonly pointer: string;
  /** The node is a schema or lies inside one. */
  readonly isSchema: boolean;
  /** The node lies inside a schema that keeps its `$id`: its references are relative to that `$id`. */
  readonly isResource: boolean;
  readonly report: ReportInvalidKeyword | undefined;
}

function copyKeywords(node: JsonObject, outer: CopyContext): JsonObject {
  // Every $ref is internal already, so an $id only matters to $dynamicRef.
  const keepsId = typeof node['$id'] === 'string' && node['$dynamicAnchor'] !== undefined;
  const context = keepsId ? { ...outer, isResource: true } : outer;
  const keywords = Object.entries(node).filter(([name, value]) => {
    if (ANNOTATIONS.has(name) || name.startsWith('x-') || (name === '$id' && !keepsId)) return false;
    if (context.report === undefined || !context.isSchema || !isInvalidKeyword(name, value)) return true;
    context.report(context.pointer, name, value);
    return false;
  });
  return Object.fromEntries(keywords.map(([name, child]) => [name, copyKeyword(name, child, below(context, name))]));
}

function copyKeyword(name: string, child: JsonValue, context: CopyContext): JsonValue {
  if (DATA_KEYWORDS.has(name)) return child;
  if (name === '$ref' && context.isResource && typeof child === 'string' && child.startsWith('#/'))
    return DOCUMENT_ID + child;
  if (!NAME_MAPS.has(name) || !isJsonObject(child))
    return copyNode(child, name === 'schema' ? { ...context, isSchema: true } : context);
  const inner = name === 'schemas' ? { ...context, isSchema: true } : context;
  return Object.fromEntries(Object.entries(child).map(([key, value]) => [key, copyNode(value, below(inner, key))]));
}

function copyNode(node: JsonValue, context: CopyContext): JsonValue {
  if (Array.isArray(node))
    return node.map((element: JsonValue, index) => copyNode(element, below(context, String(index))));
  return isJsonObject(node) ? copyKeywords(node, context) : node;
}

function below(context: CopyContext, step: string): CopyContext {
  // Pointers are only needed for reports.
  return context.report === undefined ? context : { ...context, pointer: `${context.pointer}/${toPointerStep(step)}` };
}

/** The base URI of the document's schemas. */
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

/** Keywords whose content is data: it may look like a schema without being one. */
const DATA_KEYWORDS: ReadonlySet<string> = new Set(['const', 'enum', 'required']);

/** Keywords whose keys are names that the document's author chose: a property may be called `example`. */
const NAME_MAPS: ReadonlySet<string> = new Set(
  `properties patternProperties $defs definitions dependentSchemas dependentRequired dependencies
  schemas responses parameters requestBodies headers links callbacks pathItems securitySchemes
  paths webhooks content encoding variables`.split(/\s+/),
);
