import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { toCallLine } from '../../../kernel/text/call-line.ts';
import { toTable } from '../../terminal/text-table.ts';
import type { ServerCall, Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';
import {
  findOperation,
  listOperations,
  resolve,
  suggestOperations,
  type FoundOperation,
  type ListedOperation,
} from './find-operation.ts';
import { readContract } from './read-contract.ts';

/**
 * Lists the operations of the served contract whose id, path or summary contains every word of a text. For the id of
 * one it shows the parameters, the fields of the body and a call that is valid.
 */
export async function showOperations({ config, operands: [text = ''] }: ServerCall): Promise<Shown> {
  const document = await readContract(config);
  const all = listOperations(document);
  if (all.some(({ id }) => id === text)) return toDescription(document, findOperation(document, text));
  const found = filterOperations(all, text);
  if (found.length === 0) {
    const ids = all.map(({ id }) => id);
    throw new UsageError(`No operation contains ${JSON.stringify(text)}. ${suggestOperations(ids, text)}`);
  }
  const rows = found.map(({ id, method, path, summary }) => [id, method, path, summary]);
  return { data: { operations: found }, text: toTable(['operation', 'method', 'path', 'summary'], rows) };
}

/** Returns the operations whose id, method, path and summary contain every word of a text. */
export function filterOperations(all: readonly ListedOperation[], text: string): readonly ListedOperation[] {
  const words = text.toLowerCase().split(/\s+/);
  return all.filter(({ id, method, path, summary }) => {
    const searched = [id, method, path, summary].join('\n').toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

/** One value that an operation takes. */
interface TakenValue {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
}

function toDescription(document: JsonObject, operation: FoundOperation): Shown {
  const { id, method, path, summary, parameters, body, example } = operation;
  const values: readonly TakenValue[] = [
    ...parameters.map(({ name, in: place, isRequired: required, schema }) => ({
      in: place,
      name,
      required,
      type: toType(schema),
    })),
    ...(body === undefined ? [] : toFields(document, body)),
  ];
  const required = parameters.filter(({ isRequired, in: place }) => isRequired && place !== 'header');
  const known = required.map((parameter) => [parameter.name, parameter.example ?? '…'] as const);
  const call = toCallLine({ operationId: id, parameters: Object.fromEntries(known), body: example });
  const rows = values.map((value) => [value.in, value.name, value.required ? 'required' : '', value.type]);
  const table = rows.length === 0 ? '' : `\n${toTable(['in', 'name', 'required', 'type'], rows)}`;
  return {
    data: { id, method, path, summary, values, example: example ?? null, call },
    text: `${id}: ${method} ${path}\n${summary}\n${table}\nCall it: ${call}\n`,
  };
}

/** Returns the properties of a body, also those that parts of its schema declare. */
function toFields(document: JsonObject, schema: JsonObject, depth = 0): readonly TakenValue[] {
  const { properties, required, allOf } = schema;
  const own = isJsonObject(properties) ? Object.entries(properties) : [];
  const parts: readonly JsonValue[] = Array.isArray(allOf) && depth < MAX_DEPTH ? allOf : [];
  return [
    ...own.map(([name, property]) => ({
      in: 'body',
      name,
      required: Array.isArray(required) && required.includes(name),
      type: toType(resolve(document, property)),
    })),
    ...parts.flatMap((part) => toFields(document, resolve(document, part), depth + 1)),
  ];
}

/** Describes a schema in one word or two: `string (uuid)`, `asc | desc`. */
function toType({ type, enum: values, format, items }: JsonObject): string {
  if (Array.isArray(values)) return values.map(String).join(' | ');
  const name = Array.isArray(type) ? type.map(String).join(' | ') : typeof type === 'string' ? type : 'any';
  const item = isJsonObject(items) && typeof items['type'] === 'string' ? ` of ${items['type']}` : '';
  return `${name}${item}${typeof format === 'string' ? ` (${format})` : ''}`;
}

const MAX_DEPTH = 8;
