import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toPointerStep } from '../../kernel/json/pointer.ts';
import { isInvalidKeyword } from './invalid-keywords.ts';

/** Receives each invalid keyword: the JSON Pointer of its schema, its name and its value. */
export type ReportInvalidKeyword = (pointer: string, keyword: string, value: JsonValue) => void;

/**
 * Returns the document for the schema compiler, without annotations: examples, defaults, extensions, and keywords of
 * other dialects (`nullable`, `id`) that would fail to compile. Otherwise an `$id` inside an example would count as the
 * identifier of a schema. With `report`, keywords with invalid values are removed and reported too. Parts without any
 * of these are shared with the document.
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
  const isRemoved = (name: string, value: JsonValue): boolean => {
    if (ANNOTATIONS.has(name) || name.startsWith('x-') || (name === '$id' && !keepsId)) return true;
    if (context.report === undefined || !context.isSchema || !isInvalidKeyword(name, value)) return false;
    context.report(context.pointer, name, value);
    return true;
  };
  return mapMembers(node, (name, child) =>
    isRemoved(name, child) ? undefined : copyKeyword(name, child, below(context, name)),
  );
}

function copyKeyword(name: string, child: JsonValue, context: CopyContext): JsonValue {
  if (DATA_KEYWORDS.has(name)) return child;
  if (name === '$ref' && context.isResource && typeof child === 'string' && child.startsWith('#/'))
    return DOCUMENT_ID + child;
  if (!NAME_MAPS.has(name) || !isJsonObject(child))
    return copyNode(child, name === 'schema' ? { ...context, isSchema: true } : context);
  const inner = name === 'schemas' ? { ...context, isSchema: true } : context;
  return mapMembers(child, (key, value) => copyNode(value, below(inner, key)));
}

function copyNode(node: JsonValue, context: CopyContext): JsonValue {
  if (isJsonObject(node)) return copyKeywords(node, context);
  if (!Array.isArray(node)) return node;
  const elements = node.map((element: JsonValue, index) => copyNode(element, below(context, String(index))));
  return elements.every((element, index) => element === node[index]) ? node : elements;
}

/** Returns an object with changed members, without those that become undefined; the object itself when none changes. */
function mapMembers(object: JsonObject, change: (name: string, value: JsonValue) => JsonValue | undefined): JsonObject {
  let isChanged = false;
  const members = Object.entries(object).flatMap(([name, value]) => {
    const changed = change(name, value);
    isChanged ||= changed !== value;
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return isChanged ? Object.fromEntries(members) : object;
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
