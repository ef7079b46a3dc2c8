import type { MediaType, Operation } from '../../contract/model/contract.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { findNearText, findProperty, findSimplest } from './near-value.ts';
import { readSentBody, type SentBody } from './read-sent.ts';

/** What a body is corrected by. */
export interface BodyCorrection {
  readonly reader: SchemaReader;
  /** Bodies with more bytes are replaced by an example. */
  readonly maxBody: number;
}

/** The body of a call; undefined when it has none, or no valid one. */
export interface CorrectedBody {
  readonly value: JsonValue | undefined;
  /** Whether it differs from what was sent. */
  readonly isChanged: boolean;
}

/** Returns the valid body that is nearest to the sent one. */
export function correctBody(
  { method, body }: Operation,
  exchange: RecordedExchange,
  { reader, maxBody }: BodyCorrection,
): CorrectedBody {
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
  return [example ?? findSimplest(schema, validate, reader)].filter((one) => one !== undefined);
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
