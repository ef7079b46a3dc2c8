import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { coerceValue, type RawValue } from './coerce-value.ts';
import type { Parameter, ParameterLocation, ParameterSource, Validator } from '../model/contract.ts';
import { isJsonMediaType, toMediaTypeName } from '../schema/media-type-name.ts';
import { getShapeReader, type Shape } from './parameter-shape.ts';
import { createParameterReader, type ParameterKind, type ParameterReader } from './parameter-style.ts';

/** The input of `compileParameter`. */
export interface ParameterOptions {
  /** The parameter object, with its reference resolved. */
  readonly parameter: JsonObject;
  /** Its schema, with a top-level reference resolved. */
  readonly schema: JsonObject;
  /** Follows a `$ref`. */
  resolve(schema: JsonObject): JsonObject;
  /** JSON Pointer of the schema. */
  readonly pointer: string;
  readonly validate: Validator;
  /**
   * Reads `x[]=a&x[]=b` as the list `x`, as PHP does. False for third-party documents, where `x[]` may be a parameter
   * of its own.
   */
  readonly readsBrackets?: boolean;
}

/** Compiles a parameter: reads it from a request by its style and coerces it by its schema. */
export function compileParameter(options: ParameterOptions): Parameter {
  const { parameter, schema, pointer, validate } = options;
  const name = typeof parameter['name'] === 'string' ? parameter['name'] : '';
  const location = LOCATIONS.find((candidate) => candidate === parameter['in']) ?? 'query';
  const isIgnored = location === 'header' && IGNORED_HEADERS.has(name.toLowerCase());
  const required = location === 'path' || (parameter['required'] === true && !isIgnored);
  return {
    name,
    field: name.endsWith('[]') ? name.slice(0, -2) : name,
    in: location,
    required,
    schema,
    pointer,
    decode: isIgnored ? () => undefined : createDecoder(options, { name, in: location, required }),
    validate,
  };
}

interface ParameterHead {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
}

function createDecoder(
  { parameter, schema, resolve, validate, readsBrackets = false }: ParameterOptions,
  head: ParameterHead,
): Parameter['decode'] {
  const shape = getShapeReader(resolve)(schema);
  const readCandidates = isJsonObject(parameter['content'])
    ? createContentReader(parameter['content'], head)
    : createStyleReader(parameter, shape, { ...head, readsBrackets });
  const keepsEmpty = head.required || parameter['allowEmptyValue'] === true;
  const fallback = head.in === 'path' ? undefined : schema['default'];
  return (source) => {
    const candidates = readCandidates(source, keepsEmpty);
    if (candidates.length < 2) return candidates[0] ?? fallback;
    // `1` may be a number, a boolean or a string: the first candidate that the schema accepts wins.
    return candidates.find((candidate) => validate(candidate).length === 0) ?? candidates[0];
  };
}

/** Returns the possible values of a parameter in a request, or an empty list when it was not sent. */
type CandidateReader = (source: ParameterSource, keepsEmpty: boolean) => readonly JsonValue[];

function createStyleReader(
  parameter: JsonObject,
  shape: Shape,
  head: ParameterHead & { readonly readsBrackets: boolean },
): CandidateReader {
  const style =
    typeof parameter['style'] === 'string'
      ? parameter['style']
      : head.in === 'query' || head.in === 'cookie'
        ? 'form'
        : 'simple';
  const explode = typeof parameter['explode'] === 'boolean' ? parameter['explode'] : style === 'form';
  const readers: readonly ParameterReader[] = kindsOf(shape, style).map((kind) =>
    createParameterReader(kind, { ...head, style, explode, names: shape.names }),
  );
  return (source, keepsEmpty) =>
    readers.flatMap((read) => {
      const raw = read(source);
      return raw === undefined || (isEmpty(raw) && !keepsEmpty) ? [] : coerceValue(raw, shape);
    });
}

function kindsOf(shape: Shape, style: string): readonly ParameterKind[] {
  if (style === 'deepObject') return ['object'];
  const kinds: ParameterKind[] = [];
  if (shape.isArray) kinds.push('array');
  if (shape.isObject) kinds.push('object');
  return kinds.length === 0 || shape.scalars.length > 0 ? [...kinds, 'scalar'] : kinds;
}

/**
 * Reads a parameter with `content`, which holds one serialized value. Malformed JSON stays a string, and then fails
 * validation.
 */
function createContentReader(content: JsonObject, head: ParameterHead): CandidateReader {
  const mediaType = Object.keys(content)[0] ?? '';
  const read = createParameterReader('scalar', { ...head, style: 'form', explode: false, names: [] });
  return (source, keepsEmpty) => {
    const raw = read(source);
    if (typeof raw !== 'string' || (raw === '' && !keepsEmpty)) return [];
    return [isJsonMediaType(toMediaTypeName(mediaType)) ? parseJson(raw) : raw];
  };
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** True for `q=` and `ids[]=&ids[]=`: Laravel converts empty strings to null before validation. */
function isEmpty(raw: RawValue): boolean {
  if (typeof raw === 'string') return raw === '';
  return raw instanceof Map ? raw.size === 0 : (raw as readonly RawValue[]).length === 0;
}

const LOCATIONS = ['path', 'query', 'header', 'cookie'] as const;

/** Header parameters that are ignored because OpenAPI describes them elsewhere (3.1, section 4.8.12.2.1). */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);
