import type { Operation, Parameter } from '../../contract/model/contract.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, setOwn, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { findNearText, findSimplest } from './near-value.ts';
import { readSentTexts } from './read-sent.ts';

/** What parameters are corrected by. */
export interface ParameterCorrection {
  readonly reader: SchemaReader;
  /** Whether the keys in the path lead to no record. */
  readonly isAbsent: boolean;
}

/** The parameters of a call. */
export interface CorrectedParameters {
  readonly values: Readonly<Record<string, JsonValue>>;
  /** The names of those with the value of an example, since they are required. */
  readonly examples: readonly string[];
  /** The names of those that were sent and are not among them, since they are invalid. */
  readonly leftOut: readonly string[];
  /** Whether they differ from what was sent. */
  readonly isChanged: boolean;
}

/** Returns the valid parameters that are nearest to the sent ones; undefined when a required one has no valid value. */
export function correctParameters(
  operation: Operation,
  exchange: RecordedExchange,
  correction: ParameterCorrection,
): CorrectedParameters | undefined {
  const values: Record<string, JsonValue> = {};
  const examples: string[] = [];
  const leftOut: string[] = [];
  let isChanged = false;
  for (const parameter of operation.parameters) {
    const kept =
      findValid(parameter, operation, exchange, correction) ?? findNear(parameter, operation, exchange, correction);
    const value = kept ?? (parameter.required ? findExample(parameter, correction.reader) : undefined);
    if (value === undefined && parameter.required) return undefined;
    const sent = readSentTexts(parameter, operation, exchange);
    if (value !== undefined) setOwn(values, parameter.name, value);
    else if (sent.length > 0) leftOut.push(parameter.name);
    if (value !== undefined && kept === undefined) examples.push(parameter.name);
    isChanged ||= JSON.stringify(value === undefined ? [] : [value].flat().map(String)) !== JSON.stringify(sent);
  }
  return { values, examples, leftOut, isChanged };
}

/** Returns a parameter as it was sent, if it is valid. */
function findValid(
  parameter: Parameter,
  operation: Operation,
  exchange: RecordedExchange,
  { isAbsent }: ParameterCorrection,
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
  { isAbsent, reader }: ParameterCorrection,
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
  const value = example ?? named ?? findSimplest(schema, validate, reader);
  // A list is one text, unless the parameter is repeated.
  const isRepeated = place === 'query' && explode !== false;
  return Array.isArray(value) && !isRepeated ? value.join(',') : value;
}
