import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer, parsePointer } from '../../kernel/json/pointer.ts';
import { decodeBinary } from './binary.ts';
import type { MediaTypeCodec, SchemaLocation } from './media-type-codec.ts';
import { encodeText } from './text.ts';

/**
 * XML: `application/xml`, `text/xml` and media types that end in `+xml` (RFC 7303). Requests are not parsed; a string
 * is sent as it is.
 */
export const xml: MediaTypeCodec = {
  matches: (name) => name === 'application/xml' || name === 'text/xml' || name.endsWith('+xml'),
  decode: decodeBinary,
  encode: (value, context) =>
    typeof value === 'object' && value !== null
      ? { text: writeXml(value, context.schema), contentType: context.mediaType }
      : encodeText(value, context),
};

/**
 * Serializes a value as XML, following the XML Objects of its schema (OpenAPI 3.1 section 4.8.26): names, prefixes,
 * namespaces, attributes, wrapped lists.
 */
function writeXml(value: JsonValue, location: SchemaLocation = NO_SCHEMA): string {
  const { pointer, document } = location;
  const schema = resolve({ $ref: `#${pointer}` }, document);
  const declared = findAtPointer(document, pointer);
  const reference = isJsonObject(declared) && typeof declared['$ref'] === 'string' ? declared['$ref'] : '';
  const name = parsePointer(reference).at(-1) ?? 'root';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toElement(value, { name, schema, document })}`;
}

interface ElementContext {
  /** The property's name, used when the schema sets none. */
  readonly name: string;
  readonly schema: JsonObject;
  readonly document: JsonObject;
}

function toElement(value: JsonValue, context: ElementContext): string {
  const { schema, document } = context;
  const name = toName(context);
  if (Array.isArray(value)) return toList(value, context);
  const attributes = [namespaceOf(schema)];
  if (!isJsonObject(value))
    return `<${name}${attributes.join('')}>${value === null ? '' : escapeText(String(value))}</${name}>`;
  const children: string[] = [];
  for (const [property, child] of Object.entries(value)) {
    const inner = { name: property, schema: findProperty(schema, property, document), document };
    if (xmlOf(inner.schema)['attribute'] === true) attributes.push(` ${toName(inner)}="${escapeText(String(child))}"`);
    else children.push(toElement(child, inner));
  }
  return `<${name}${attributes.join('')}>${children.join('')}</${name}>`;
}

/** Writes one element per item, inside an element with the property's name when the list is wrapped. */
function toList(list: readonly JsonValue[], context: ElementContext): string {
  const { schema, document } = context;
  const items = isJsonObject(schema['items']) ? resolve(schema['items'], document) : {};
  const name = toName(context);
  const elements = list.map((element) => toElement(element, { name: context.name, schema: items, document })).join('');
  return xmlOf(schema)['wrapped'] === true ? `<${name}${namespaceOf(schema)}>${elements}</${name}>` : elements;
}

function toName({ name, schema }: ElementContext): string {
  const { name: own, prefix } = xmlOf(schema);
  const local =
    (typeof own === 'string' ? own : name).replaceAll(/[^\p{L}\p{N}_.-]/gu, '_').replace(/^(?=[\d.-])/, '_') || '_';
  return typeof prefix === 'string' && prefix !== '' ? `${prefix}:${local}` : local;
}

function namespaceOf(schema: JsonObject): string {
  const { namespace, prefix } = xmlOf(schema);
  if (typeof namespace !== 'string') return '';
  return ` xmlns${typeof prefix === 'string' && prefix !== '' ? `:${prefix}` : ''}="${escapeText(namespace)}"`;
}

function xmlOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema['xml']) ? schema['xml'] : {};
}

function findProperty(schema: JsonObject, name: string, document: JsonObject, depth = 0): JsonObject {
  const properties = schema['properties'];
  if (isJsonObject(properties) && isJsonObject(properties[name])) return resolve(properties[name], document);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(schema[keyword]) ? schema[keyword] : [],
  );
  for (const branch of depth < MAX_DEPTH ? branches.filter(isJsonObject) : []) {
    const found = findProperty(resolve(branch, document), name, document, depth + 1);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}

function resolve(schema: JsonObject, document: JsonObject): JsonObject {
  let current = schema;
  for (let depth = 0; depth < MAX_DEPTH && typeof current['$ref'] === 'string'; depth += 1) {
    const target = findAtPointer(document, current['$ref']);
    current = isJsonObject(target) ? target : {};
  }
  return current;
}

/** Escapes text and drops the characters that XML 1.0 does not allow. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const NO_SCHEMA: SchemaLocation = { pointer: '', document: {} };
const MAX_DEPTH = 16;
