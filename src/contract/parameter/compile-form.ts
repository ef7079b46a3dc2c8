import { toBaseName } from './parse-query.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { coerceValue } from './coerce-value.ts';
import { compileParameter } from './compile-parameter.ts';
import { findFileFields } from './find-file-fields.ts';
import { getShapeReader, type Shape } from './parameter-shape.ts';
import { readDeepObject } from './read-deep-object.ts';
import type { FileField, FormFields, FormReader } from '../model/contract.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** The input of `compileForm`: the schema and the encoding of a media type. */
export interface FormOptions {
  readonly schema: JsonObject | undefined;
  readonly encoding: JsonObject;
  resolve(schema: JsonObject): JsonObject;
}

/** Compiles the form reader of a media type. The schema is analysed on first use. */
export function compileForm({ schema, encoding, resolve }: FormOptions): FormReader {
  let shape: Shape | undefined;
  const getShape = (): Shape => (shape ??= getShapeReader(resolve)(schema ?? {}));
  let files: ReadonlyMap<string, FileField> | undefined;
  return {
    readForm: (fields) => {
      const read = (name: string, own: FormFields): JsonValue =>
        readField(name, own, {
          shape: getShape().property(name),
          encoding: encoding[name],
          schema: schema ?? {},
          resolve,
          fields,
        });
      return Object.fromEntries([...groupByBase(fields)].map(([name, own]) => [name, read(name, own)]));
    },
    readText: (text) => (schema === undefined ? text : coerceValue(text, getShape())[0]),
    takesText: () => schema === undefined || Object.keys(schema).length === 0 || getShape().scalars.includes('string'),
    files: () => (files ??= findFileFields(schema, resolve)),
  };
}

function groupByBase(fields: FormFields): ReadonlyMap<string, FormFields> {
  const groups = new Map<string, (readonly [name: string, value: string])[]>();
  for (const field of fields) {
    getOrCreate(groups, toBaseName(field[0]), () => []).push(field);
  }
  return groups;
}

interface FieldContext {
  /** The complete form: an exploded object's properties are fields of their own. */
  readonly fields: FormFields;
  readonly shape: Shape;
  readonly encoding: JsonValue | undefined;
  readonly schema: JsonObject;
  resolve(schema: JsonObject): JsonObject;
}

/**
 * Reads one property: `tags=a&tags=b`, `tags[]=a`, `address[city]=Rome`, `address={"city":"Rome"}`, or in the style of
 * its encoding object.
 */
function readField(name: string, own: FormFields, context: FieldContext): JsonValue {
  const { shape, encoding } = context;
  if (isJsonObject(encoding) && (encoding['style'] !== undefined || encoding['explode'] !== undefined)) {
    const styled = readStyled(name, encoding, context);
    if (styled !== undefined) return styled;
  }
  const isOwn = (key: string): boolean =>
    key === name || (key.startsWith(name) && LIST_SUFFIX.test(key.slice(name.length)));
  const values = own.flatMap(([key, value]) => (isOwn(key) ? [value] : []));
  if (values.length === 0) return coerceValue(readDeepObject(own, name) ?? '', shape)[0];
  if (shape.isArray) return readList(values, shape);
  return values.length > 1 && shape.scalars.length === 0 && !shape.isObject
    ? values
    : readValue(values.at(-1) ?? '', shape);
}

/** Reads a list from repeated fields, or from one field that holds the list as JSON. */
function readList(values: readonly string[], shape: Shape): JsonValue {
  const [only] = values;
  const list = values.length === 1 && only?.startsWith('[') === true ? parseJson(only) : undefined;
  return Array.isArray(list) ? list : values.map((value) => readValue(value, shape.items()));
}

/** Reads one value. Objects and lists are sent as JSON by default (OpenAPI 3.1, section 4.8.15.1.1). */
function readValue(text: string, shape: Shape): JsonValue {
  const parsed = shape.isObject || shape.isArray ? parseJson(text) : undefined;
  return typeof parsed === 'object' && parsed !== null ? parsed : coerceValue(text, shape)[0];
}

function readStyled(
  name: string,
  encoding: JsonObject,
  { schema, resolve, fields }: FieldContext,
): JsonValue | undefined {
  const properties = schema['properties'];
  const declared = isJsonObject(properties) ? properties[name] : undefined;
  const { decode } = compileParameter({
    parameter: { ...encoding, name, in: 'query' },
    schema: resolve(isJsonObject(declared) ? declared : {}),
    resolve,
    pointer: '',
    validate: () => [],
  });
  return decode({ path: {}, query: fields, headers: {}, cookies: {} });
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

const LIST_SUFFIX = /^\[\d*\]$/;
