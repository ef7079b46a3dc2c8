import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { FoundOperation } from './find-operation.ts';
import { listFileFields } from './form-files.ts';
import { listOwnParts, listParts } from './list-parts.ts';
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
  /** What holds without it. */
  readonly default?: JsonValue;
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
  const fileNames = new Set(files.map(({ name }) => name));
  return [
    ...parameters.map(({ name, in: place, isRequired, schema, description }) => ({
      in: place,
      name,
      required: isRequired,
      ...toWords(document, schema, description),
    })),
    ...listFields(document, body ?? form ?? {}).map((value) =>
      body === undefined && fileNames.has(value.name) ? { ...value, in: 'file' } : value,
    ),
    ...(body === undefined ? [] : files).map(({ name, schema }) => ({
      in: 'file',
      name,
      required: false,
      ...toWords(document, schema, schema['description']),
    })),
  ];
}

/**
 * Returns the fields of a schema and of its parts, each before those that are nested in it. The deepest are left out
 * where there are very many: schemas may contain themselves in each of their fields.
 */
function listFields(document: JsonObject, schema: JsonObject): readonly TakenValue[] {
  let fields: readonly TakenValue[] = [...eachField(document, [schema], { prefix: '', level: 0, maxLevel: 0 })];
  for (let maxLevel = 1; maxLevel <= MAX_LEVEL; maxLevel += 1) {
    const deeper = takeFirst(eachField(document, [schema], { prefix: '', level: 0, maxLevel }), MAX_NESTED + 1);
    if (deeper.length > MAX_NESTED || deeper.length === fields.length) break;
    fields = deeper;
  }
  return fields;
}

interface Place {
  /** The names before a field's own: `lines[].`. */
  readonly prefix: string;
  /** How many fields it is in. */
  readonly level: number;
  readonly maxLevel: number;
}

function* eachField(document: JsonObject, schemas: readonly JsonObject[], place: Place): Generator<TakenValue> {
  for (const { properties, required } of listParts(document, schemas, ['allOf'])) {
    const needed = new Set(Array.isArray(required) ? required : []);
    for (const [name, property] of Object.entries(isJsonObject(properties) ? properties : {})) {
      const field = resolve(document, property);
      const value = {
        in: 'body',
        name: `${place.prefix}${name}`,
        required: needed.has(name),
        ...toWords(document, field, field['description']),
      };
      yield value;
      if (place.level < place.maxLevel)
        yield* eachNested(document, field, { ...place, prefix: value.name, level: place.level + 1 });
    }
  }
}

/** Returns the fields of an object, or of the objects in a list. */
function* eachNested(document: JsonObject, field: JsonObject, place: Place): Generator<TakenValue> {
  const alternatives = [field, ...listOwnParts(document, field, ['anyOf', 'oneOf'])];
  yield* eachField(document, alternatives, { ...place, prefix: `${place.prefix}.` });
  yield* eachField(document, listOwnParts(document, field, ['items']), { ...place, prefix: `${place.prefix}[].` });
}

function takeFirst<Value>(values: Iterable<Value>, count: number): readonly Value[] {
  const taken: Value[] = [];
  for (const value of values) {
    if (taken.length === count) break;
    taken.push(value);
  }
  return taken;
}

function toWords(
  document: JsonObject,
  schema: JsonObject,
  description: JsonValue | undefined,
): Pick<TakenValue, 'type' | 'default' | 'description'> {
  const { default: given } = schema;
  return {
    type: toType(document, schema, 0),
    ...(given === undefined ? {} : { default: given }),
    ...(typeof description === 'string' ? { description: description.trim().replaceAll(/\s+/g, ' ') } : {}),
  };
}

/** Describes a schema in a few words: `string (uuid)`, `asc | desc`, `array of asc | desc`. */
function toType(document: JsonObject, schema: JsonObject, depth: number): string {
  const { type, enum: values, format, items } = schema;
  if (Array.isArray(values)) return values.map(String).join(' | ');
  const hasAlternatives = type === undefined && depth < MAX_TYPE_LEVEL;
  const alternatives = hasAlternatives ? listOwnParts(document, schema, ['anyOf', 'oneOf'], MAX_TYPES + 1) : [];
  if (alternatives.length > 0) {
    const types = new Set(alternatives.slice(0, MAX_TYPES).map((part) => toType(document, part, depth + 1)));
    return [...types, ...(alternatives.length > MAX_TYPES ? ['…'] : [])].join(' | ');
  }
  const name = Array.isArray(type) ? type.map(String).join(' | ') : typeof type === 'string' ? type : 'any';
  const hasItem = items !== undefined && depth < MAX_TYPE_LEVEL;
  const item = hasItem ? toType(document, resolve(document, items), depth + 1) : 'any';
  return `${name}${item === 'any' ? '' : ` of ${item}`}${typeof format === 'string' ? ` (${format})` : ''}`;
}

/** What is nested deeper is not listed: schemas may contain themselves. */
const MAX_LEVEL = 4;
/** The most fields that are listed with those that are nested. */
const MAX_NESTED = 500;
/** Lists and alternatives within each other, in the type of a value. */
const MAX_TYPE_LEVEL = 2;
/** The most alternatives that the type of a value names. */
const MAX_TYPES = 10;
