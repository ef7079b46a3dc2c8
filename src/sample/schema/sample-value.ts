import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { flattenSchema } from './flatten-schema.ts';
import { sampleArray } from './sample-array.ts';
import type { FlatSchema, SampleContext, ValueLocation } from './sample-context.ts';
import { sampleNumber } from './sample-number.ts';
import { sampleObject } from './sample-object.ts';
import { sampleText } from './sample-text.ts';
import { isNonEmpty } from './stream.ts';

/**
 * Samples a value for a schema: its own (constant, enumeration, or example if wanted), else one generated for its type.
 */
export function sampleValue(schema: JsonValue, location: ValueLocation, context: SampleContext): JsonValue {
  const example = findExample(schema, context);
  if (example !== undefined) return example;
  const flat = flattenSchema(schema, location, context);
  if (flat === undefined) return null;
  const { const: constant, enum: options } = flat.schema;
  if (constant !== undefined) return constant;
  if (Array.isArray(options) && isNonEmpty(options)) return context.streamAt(flat.location.path, 'enum').pick(options);
  return findExample(flat.schema, context) ?? sampleType(chooseType(flat, context), flat, context);
}

/** Returns the schema's `example` (OpenAPI 3.0), the first of its `examples`, or its default. */
function findExample(schema: JsonValue, { useExamples }: SampleContext): JsonValue | undefined {
  if (!useExamples || !isJsonObject(schema)) return undefined;
  const { example, examples } = schema;
  return example ?? (Array.isArray(examples) ? examples[0] : undefined) ?? schema['default'];
}

function chooseType({ schema, location }: FlatSchema, context: SampleContext): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (!Array.isArray(type)) return inferType(schema);
  const stream = context.streamAt(location.path, 'type');
  const types = (type as readonly JsonValue[]).map(String);
  const others = types.filter((name) => name !== 'null');
  const isNull =
    types.includes('null') && (others.length === 0 || stream.next() < NULL_SHARE || context.fullness === 0);
  return !isNull && isNonEmpty(others) ? stream.pick(others) : 'null';
}

/** Infers the type of a schema without `type` from its first keyword that applies to one type. */
function inferType(schema: JsonObject): string {
  const keyword = Object.keys(schema).find((name) => Object.hasOwn(TYPES_OF_KEYWORDS, name));
  if (keyword !== undefined) return TYPES_OF_KEYWORDS[keyword] ?? 'string';
  return 'string';
}

function sampleType(type: string, flat: FlatSchema, context: SampleContext): JsonValue {
  switch (type) {
    case 'object':
      return sampleObject(flat, context);
    case 'array':
      return sampleArray(flat, context);
    case 'integer':
      return sampleNumber(flat, true, context);
    case 'number':
      return sampleNumber(flat, false, context);
    case 'boolean':
      return context.streamAt(flat.location.path, 'boolean').next() < 0.5;
    case 'null':
      return null;
    default:
      return sampleText(flat, context);
  }
}

const NULL_SHARE = 0.1;

const TYPES_OF_KEYWORDS: Readonly<Record<string, string>> = {
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  patternProperties: 'object',
  propertyNames: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  dependentRequired: 'object',
  items: 'array',
  prefixItems: 'array',
  contains: 'array',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
};
