import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { FoundOperation } from './find-operation.ts';
import { listFileFields } from './form-files.ts';
import { resolve } from './resolve.ts';

/** One value that an operation takes. */
export interface TakenValue {
  /** `path`, `query`, `header`, `cookie`, `body` or `file`. */
  readonly in: string;
  /** What is nested has the names of what it is in: `lines[].price.amount`. */
  readonly name: string;
  /** Whether it is needed; of what is nested, in what it is in. */
  readonly required: boolean;
  readonly type: string;
  /** The first line of what the contract says about it. */
  readonly description?: string;
}

/**
 * Lists the parameters of an operation, the fields of its body with those that are nested in them, and its files. Where
 * it takes a form alone, the fields are those of the form. A JSON body needs no file.
 */
export function listValues(document: JsonObject, operation: FoundOperation): readonly TakenValue[] {
  const { parameters, body, form } = operation;
  const files = listFileFields(document, operation);
  return [
    ...parameters.map(({ name, in: place, isRequired, schema, description }) => ({
      in: place,
      name,
      required: isRequired,
      ...toWords(document, schema, description),
    })),
    ...listFields(document, body ?? form ?? {}, { prefix: '', level: 0 }).map((value) =>
      body === undefined && files.some(({ name }) => name === value.name) ? { ...value, in: 'file' } : value,
    ),
    ...(body === undefined ? [] : files).map(({ name, schema }) => ({
      in: 'file',
      name,
      required: false,
      ...toWords(document, schema, schema['description']),
    })),
  ];
}

interface Place {
  /** The names before a field's own: `lines[].`. */
  readonly prefix: string;
  /** How many schemas it is in. */
  readonly level: number;
}

/** Returns the properties of a schema, also those that parts of it declare, each before those that are nested in it. */
function listFields(document: JsonObject, schema: JsonObject, { prefix, level }: Place): readonly TakenValue[] {
  if (level > MAX_LEVEL) return [];
  const { properties, required, allOf } = schema;
  const own = isJsonObject(properties) ? Object.entries(properties) : [];
  const below = own.flatMap(([name, property]) => {
    const field = resolve(document, property);
    const value = {
      in: 'body',
      name: `${prefix}${name}`,
      required: Array.isArray(required) && required.includes(name),
      ...toWords(document, field, field['description']),
    };
    return [value, ...listNested(document, field, { prefix: value.name, level })];
  });
  return [
    ...below,
    ...partsOf(document, allOf).flatMap((part) => listFields(document, part, { prefix, level: level + 1 })),
  ];
}

/** Returns the fields of an object, or of the objects in a list. */
function listNested(document: JsonObject, field: JsonObject, { prefix, level }: Place): readonly TakenValue[] {
  const { items } = field;
  const alternatives = [field, ...partsOf(document, field['anyOf']), ...partsOf(document, field['oneOf'])];
  return [
    ...alternatives.flatMap((one) => listFields(document, one, { prefix: `${prefix}.`, level: level + 1 })),
    ...(items === undefined
      ? []
      : listFields(document, resolve(document, items), { prefix: `${prefix}[].`, level: level + 1 })),
  ];
}

function toWords(
  document: JsonObject,
  schema: JsonObject,
  description: JsonValue | undefined,
): Pick<TakenValue, 'type' | 'description'> {
  const type = toType(document, schema, 0);
  return typeof description === 'string' ? { type, description: description.trim().replaceAll(/\s+/g, ' ') } : { type };
}

/** Describes a schema in a few words: `string (uuid)`, `asc | desc`, `array of asc | desc`. */
function toType(document: JsonObject, schema: JsonObject, depth: number): string {
  const { type, enum: values, format, items } = schema;
  if (Array.isArray(values)) return values.map(String).join(' | ');
  if (type === undefined && depth < MAX_LEVEL) {
    const parts = [...partsOf(document, schema['anyOf']), ...partsOf(document, schema['oneOf'])];
    if (parts.length > 0) return [...new Set(parts.map((part) => toType(document, part, depth + 1)))].join(' | ');
  }
  const name = Array.isArray(type) ? type.map(String).join(' | ') : typeof type === 'string' ? type : 'any';
  const item =
    items === undefined || depth >= MAX_LEVEL ? 'any' : toType(document, resolve(document, items), depth + 1);
  return `${name}${item === 'any' ? '' : ` of ${item}`}${typeof format === 'string' ? ` (${format})` : ''}`;
}

function partsOf(document: JsonObject, parts: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(parts) ? parts.map((part) => resolve(document, part)) : [];
}

/** What is nested deeper is not listed: schemas may contain themselves. */
const MAX_LEVEL = 4;
