import type { CompiledContract, MediaType, Operation, Parameter } from '../../contract/model/contract.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { toSimpleValue } from '../../kernel/json/simple-value.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { findNearText, findProperty } from './near-value.ts';
import { readSentBody, readSentTexts, type SentBody } from './read-sent.ts';

/** The parameters and the body of a call. */
export interface CorrectedInput {
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
  /** Whether it differs from what was sent. */
  readonly isChanged: boolean;
}

/** What an input is corrected by. */
export interface Correction {
  readonly contract: CompiledContract;
  /** Whether the keys in the path lead to no record. */
  readonly isAbsent: boolean;
  /** Bodies with more bytes are replaced by an example. */
  readonly maxBody: number;
}

/**
 * Returns the valid input of an operation that is nearest to the one of a recorded request: each parameter and each
 * field of the body that is invalid or secret has the nearest of the values that are allowed, otherwise the value of an
 * example, or is left out if it has none there. Returns undefined when one that is required has no valid value.
 */
export function correctInput(
  operation: Operation,
  exchange: RecordedExchange,
  correction: Correction,
): CorrectedInput | undefined {
  const reader = createSchemaReader(correction.contract.document);
  const parameters = correctParameters(operation, exchange, { ...correction, reader });
  const body = correctBody(operation, exchange, { ...correction, reader });
  if (parameters === undefined || (body.value === undefined && operation.body?.required === true)) return undefined;
  return {
    parameters: parameters.values,
    body: body.value,
    isChanged: parameters.isChanged || body.isChanged,
  };
}

interface ReadingCorrection extends Correction {
  readonly reader: SchemaReader;
}

function correctParameters(
  operation: Operation,
  exchange: RecordedExchange,
  correction: ReadingCorrection,
): { readonly values: Record<string, JsonValue>; readonly isChanged: boolean } | undefined {
  const values: Record<string, JsonValue> = {};
  let isChanged = false;
  for (const parameter of operation.parameters) {
    const kept =
      findValid(parameter, operation, exchange, correction) ?? findNear(parameter, operation, exchange, correction);
    const value = kept ?? (parameter.required ? findExample(parameter, correction.reader) : undefined);
    if (value === undefined && parameter.required) return undefined;
    if (value !== undefined) setOwn(values, parameter.name, value);
    const sent = readSentTexts(parameter, operation, exchange);
    isChanged ||= JSON.stringify(value === undefined ? [] : [value].flat().map(String)) !== JSON.stringify(sent);
  }
  return { values, isChanged };
}

/** Returns a parameter as it was sent, if it is valid. */
function findValid(
  parameter: Parameter,
  operation: Operation,
  exchange: RecordedExchange,
  { isAbsent }: Correction,
): JsonValue | undefined {
  const { name, field, in: place } = parameter;
  if (isAbsent && place === 'path') return undefined;
  const isWrong = ({ field: wrong, location }: FieldViolation): boolean =>
    location === place && [name, field].includes(wrong);
  const texts = readSentTexts(parameter, operation, exchange);
  const [text] = texts;
  if (text === undefined || exchange.violations.some(isWrong)) return undefined;
  const value = parameter.decode(toSource(parameter, texts));
  if (value === undefined || parameter.validate(value).length > 0) return undefined;
  if (texts.length > 1) return texts;
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar && String(value) === text ? value : text;
}

/** Returns the valid value that is nearest to the one that was sent. */
function findNear(
  parameter: Parameter,
  operation: Operation,
  exchange: RecordedExchange,
  { isAbsent, reader }: ReadingCorrection,
): JsonValue | undefined {
  const [text, ...others] = readSentTexts(parameter, operation, exchange);
  if (text === undefined || others.length > 0 || (isAbsent && parameter.in === 'path')) return undefined;
  const near = findNearText(text, parameter.schema, reader);
  if (near === undefined || near === text) return undefined;
  const value = parameter.decode(toSource(parameter, [near]));
  return value === undefined || parameter.validate(value).length > 0 ? undefined : near;
}

function toSource({ name, in: place }: Parameter, texts: readonly string[]): Parameters<Parameter['decode']>[0] {
  const [text = ''] = texts;
  return {
    path: place === 'path' ? { [name]: text } : {},
    query: place === 'query' ? texts.map((each) => [name, each] as const) : [],
    headers: place === 'header' ? { [name.toLowerCase()]: text } : {},
    cookies: {},
  };
}

/** Returns the example of a parameter or of its schema, otherwise the simplest value if it is valid. */
function findExample({ schema, pointer, in: place, validate }: Parameter, reader: SchemaReader): JsonValue | undefined {
  const { example, examples, explode } = reader.at(pointer.replace(/\/schema$/, ''));
  const [first] = isJsonObject(examples) ? Object.values(examples) : [];
  const named = isJsonObject(first) ? reader.resolve(first)['value'] : undefined;
  const value = example ?? named ?? toValid(schema, validate, reader);
  // A list is one text, unless the parameter is repeated.
  const isRepeated = place === 'query' && explode !== false;
  return Array.isArray(value) && !isRepeated ? value.join(',') : value;
}

function toValid(schema: JsonObject, validate: Parameter['validate'], reader: SchemaReader): JsonValue | undefined {
  const value = toSimpleValue(schema, (one) => (isJsonObject(one) ? reader.resolve(one) : {}));
  return validate(value).length === 0 ? value : undefined;
}

function correctBody(
  { method, body }: Operation,
  exchange: RecordedExchange,
  { reader, maxBody }: ReadingCorrection,
): { readonly value: JsonValue | undefined; readonly isChanged: boolean } {
  const type = body?.mediaTypes.find(({ name }) => name === SENT_TYPE);
  // A request that `fetch` sends with these methods has no body.
  if (type === undefined || method === 'GET' || method === 'HEAD') return { value: undefined, isChanged: false };
  const isAsked = exchange.violations.some(({ location }) => location === 'body');
  if (exchange.requestBody === undefined && body?.required !== true && !isAsked)
    return { value: undefined, isChanged: false };
  const sent = readSentBody(exchange, maxBody);
  const examples = listExamples(type, reader);
  const wrong = sent === undefined ? [] : listWrong(sent, type, exchange);
  const near = sent === undefined ? {} : listNear(sent, wrong, { schema: type.schema ?? {}, reader });
  const corrected = sent === undefined ? undefined : mergeBody(sent, [near, ...examples], wrong);
  const value = [corrected, ...examples].find((one) => one !== undefined && type.validate(one).length === 0);
  return { value, isChanged: JSON.stringify(value) !== JSON.stringify(sent?.value) };
}

function listExamples(
  { example, examples, schema = {}, validate }: MediaType,
  reader: SchemaReader,
): readonly JsonValue[] {
  if (examples.size > 0) return [...examples.values()];
  return [example ?? toValid(schema, validate, reader)].filter((one) => one !== undefined);
}

/** Returns the top-level fields of a body that are invalid, missing or secret. */
function listWrong(
  { value, secrets }: SentBody,
  { validate }: MediaType,
  exchange: RecordedExchange,
): readonly string[] {
  const rejected = exchange.violations.flatMap(({ location, field }) =>
    location === 'body' ? [field, field.split('.')[0] ?? field] : [],
  );
  const invalid = validate(value).flatMap(({ path: [name] }) => (name === undefined ? [] : [String(name)]));
  return [...new Set([...rejected, ...invalid, ...secrets])];
}

/** Returns the wrong fields of a body that are similar to a value that the schema allows, with that value. */
function listNear(
  { value: sent, secrets }: SentBody,
  wrong: readonly string[],
  { schema, reader }: { readonly schema: JsonObject; readonly reader: SchemaReader },
): JsonObject {
  const near: Record<string, JsonValue> = {};
  for (const name of isJsonObject(sent) ? wrong.filter((each) => !secrets.includes(each)) : []) {
    const text = findOwn(sent as JsonObject, name);
    const found = typeof text === 'string' ? findNearText(text, findProperty(schema, name, reader), reader) : undefined;
    if (found !== undefined && found !== text) setOwn(near, name, found);
  }
  return near;
}

/** Returns a body with the fields of examples in place of those that are wrong. */
function mergeBody({ value: sent }: SentBody, examples: readonly JsonValue[], wrong: readonly string[]): JsonValue {
  if (wrong.length === 0 || !isJsonObject(sent)) return sent;
  const known = examples.filter(isJsonObject);
  const merged: Record<string, JsonValue> = {};
  for (const name of new Set([...Object.keys(sent), ...wrong])) {
    const from = wrong.includes(name) ? known.find((example) => Object.hasOwn(example, name)) : sent;
    const value = from && findOwn(from, name);
    if (value !== undefined) setOwn(merged, name, value);
  }
  return merged;
}

/** The media type that a call sends. */
const SENT_TYPE = 'application/json';
