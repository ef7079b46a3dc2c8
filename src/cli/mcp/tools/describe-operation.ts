import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { toSimpleValue } from '../../../kernel/json/simple-value.ts';
import {
  findJsonContent,
  findOperation,
  listParameters,
  type LocatedOperation,
} from '../../remote/operation/find-operation.ts';
import { toFormCall } from '../../remote/operation/form-fields.ts';
import { listFileFields } from '../../remote/operation/form-files.ts';
import { resolve } from '../../remote/operation/resolve.ts';

/** Describes an operation in one JSON value without references: what it takes, what it returns, and a valid call. */
export function describeOperation(document: JsonObject, located: LocatedOperation): JsonObject {
  const { method, path, operation } = located;
  return {
    operation: idOf(located),
    method,
    path,
    ...pick(operation, ['summary', 'description', 'tags']),
    parameters: listParameters(document, located).map((parameter) => ({
      ...pick(parameter, ['name', 'in', 'required', 'description', 'example']),
      schema: inline(document, parameter['schema'] ?? {}, PARAMETER_DEPTH),
    })),
    body: describeBody(document, located),
    responses: describeResponses(document, operation),
    call: toExampleCall(document, located),
  };
}

/** Returns a call of an operation with its required parameters and an example of its body. */
export function toExampleCall(document: JsonObject, located: LocatedOperation): JsonObject {
  const needed = listParameters(document, located).filter(({ required }) => required === true);
  const [body] = listBodyExamples(document, located);
  return {
    operation: idOf(located),
    ...(needed.length === 0 ? {} : { parameters: toExampleValues(document, needed) }),
    ...(body === undefined ? {} : { body }),
  };
}

/** Returns the examples of an operation's body: those that are declared, otherwise one made of its schema. */
function listBodyExamples(document: JsonObject, located: LocatedOperation): readonly JsonValue[] {
  const content = findJsonContent(document, located);
  if (content === undefined) return listFormExamples(document, located);
  const { example, examples, schema } = content;
  if (example !== undefined) return [example];
  const declared = Object.values(resolve(document, examples)).map((one) => resolve(document, one)['value']);
  const values = declared.filter((value) => value !== undefined);
  return values.length > 0 ? values : [toSample(document, schema)];
}

/** Returns the example of an operation's form, without its files; none when it takes no form. */
function listFormExamples(document: JsonObject, located: LocatedOperation): readonly JsonValue[] {
  const operation = findOperation(document, idOf(located));
  const { body } = toFormCall(document, operation, operation.example);
  return operation.form === undefined || body === undefined ? [] : [body];
}

/** Returns the id of an operation. */
export function idOf({ operation }: LocatedOperation): string {
  return String(operation['operationId']);
}

function toExampleValues(document: JsonObject, parameters: readonly JsonObject[]): JsonObject {
  const values: Record<string, JsonValue> = {};
  for (const { name, example, schema } of parameters)
    setOwn(values, String(name), example ?? toSample(document, schema));
  return values;
}

function describeBody(document: JsonObject, located: LocatedOperation): JsonValue {
  const body = resolve(document, located.operation['requestBody']);
  const types = Object.keys(resolve(document, body['content']));
  if (types.length === 0) return null;
  const found = findOperation(document, idOf(located));
  const schema = findJsonContent(document, located)?.['schema'] ?? found.form;
  const files = listFileFields(document, found).map(({ name }) => name);
  return {
    required: body['required'] === true,
    media_types: types,
    ...(schema === undefined ? {} : { schema: inline(document, schema, BODY_DEPTH) }),
    ...(files.length === 0 ? {} : { files, note: NO_FILES }),
  };
}

function describeResponses(document: JsonObject, operation: JsonObject): JsonObject {
  const responses: Record<string, JsonValue> = {};
  for (const [status, declared] of Object.entries(resolve(document, operation['responses']))) {
    const response = resolve(document, declared);
    const json = resolve(document, resolve(document, response['content'])['application/json']);
    // What an error looks like is the same everywhere, and its description says when it comes.
    const hasSchema = json['schema'] !== undefined && status.startsWith('2');
    setOwn(responses, status, {
      ...pick(response, ['description']),
      ...(hasSchema ? { schema: inline(document, json['schema'] ?? {}, RESPONSE_DEPTH) } : {}),
    });
  }
  return responses;
}

function toSample(document: JsonObject, schema: JsonValue | undefined): JsonValue {
  return toSimpleValue(resolve(document, schema), (value) => resolve(document, value));
}

/**
 * Replaces references by what they lead to, up to a number of references within each other, and altogether; the others
 * stay. Examples and extensions of schemas are left out.
 */
function inline(document: JsonObject, value: JsonValue, depth: number, budget = { left: MAX_REFERENCES }): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => inline(document, item, depth, budget));
  if (!isJsonObject(value)) return value;
  if (typeof value['$ref'] === 'string' && depth > 0 && budget.left > 0) {
    budget.left -= 1;
    return inline(document, resolve(document, value), depth - 1, budget);
  }
  const copy: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value))
    if (!name.startsWith('x-') && !(OMITTED.includes(name) && !isJsonObject(member)))
      setOwn(copy, name, inline(document, member, depth, budget));
  return copy;
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/** References within each other. Resources of an API contain each other to any depth. */
const PARAMETER_DEPTH = 3;
const BODY_DEPTH = 4;
const RESPONSE_DEPTH = 2;
/** References of one schema: one that refers to itself a hundred times would otherwise be described without end. */
const MAX_REFERENCES = 500;
const NO_FILES = 'call_operation sends no files; the command `athena-simulator call` does, by --file.';
const OMITTED: readonly string[] = ['example', 'examples', 'description'];
