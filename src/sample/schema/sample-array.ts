import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FlatSchema, SampleContext, ValueLocation } from './sample-context.ts';

/** Samples an array: `prefixItems` first, then enough elements for `contains`; up to three if the size is free. */
export function sampleArray({ schema, location }: FlatSchema, context: SampleContext): readonly JsonValue[] {
  const elements: JsonValue[] = [];
  const known = new Set<string>();
  const size = chooseSize(schema, location, context);
  for (let index = 0; index < Math.min(size, MAX_ELEMENTS); index += 1) {
    const element = makeElement(schema, index, { location, context, known });
    if (element === undefined) break;
    known.add(JSON.stringify(element));
    elements.push(element);
  }
  return elements;
}

interface ElementContext {
  readonly location: ValueLocation;
  readonly context: SampleContext;
  /** The elements so far, as JSON. */
  readonly known: ReadonlySet<string>;
}

/** Returns undefined if no element is allowed here, or if `uniqueItems` leaves no new one. */
function makeElement(
  schema: JsonObject,
  index: number,
  { location, context, known }: ElementContext,
): JsonValue | undefined {
  const wanted = schemaOf(schema, index);
  if (wanted === false) return undefined;
  const { depth, openReferences } = location;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const path = `${location.path}/${index}${attempt === 0 ? '' : `~${attempt}`}`;
    const element = context.sample(wanted, {
      path,
      name: toSingular(location.name),
      schemaName: '',
      owner: location.owner,
      depth: depth + 1,
      openReferences,
    });
    if (schema['uniqueItems'] !== true || !known.has(JSON.stringify(element))) return element;
  }
  return undefined;
}

function chooseSize(schema: JsonObject, location: ValueLocation, context: SampleContext): number {
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
  const contained = schema['contains'] === undefined ? 0 : Number(schema['minContains'] ?? 1);
  const least = Math.max(Number(schema['minItems'] ?? 0), contained === 0 ? 0 : prefix + contained);
  const most = Number(schema['maxItems'] ?? Infinity);
  if (context.isClosing(location) || context.fullness === 0 || reopens(schema, location)) return Math.min(least, most);
  const usual = context.streamAt(location.path, 'size').int(1, location.depth < SHALLOW ? 3 : 2);
  return Math.min(most, Math.max(least, prefix, usual));
}

/** Returns the schema of an element: from `prefixItems`, then from `contains`, then from `items`. */
function schemaOf(schema: JsonObject, index: number): JsonValue {
  const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as readonly JsonValue[]) : [];
  const items = schema['items'] ?? true;
  if (index < prefix.length) return prefix[index] ?? true;
  const contained = schema['contains'];
  const isAsked = contained !== undefined && index - prefix.length < Number(schema['minContains'] ?? 1);
  if (!isAsked) return items;
  return items === true ? contained : { allOf: [items, contained] };
}

/** Returns whether the items' reference is already open twice: the array then stays as short as allowed. */
function reopens({ items }: JsonObject, { openReferences }: ValueLocation): boolean {
  const reference = isJsonObject(items) ? items['$ref'] : undefined;
  return typeof reference === 'string' && (openReferences.get(reference) ?? 0) >= MAX_OPEN;
}

/** Turns `tags` into `tag`, and `categories` into `category`. */
function toSingular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<=[a-z]{2})(?<!s)s$/, '');
}

const MAX_OPEN = 2;
const SHALLOW = 4;
const MAX_ATTEMPTS = 20;
const MAX_ELEMENTS = 5000;
