import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { toSimpleValue } from '../../../kernel/json/simple-value.ts';
import type { FoundOperation } from './find-operation.ts';
import { listFileFields, listProperties } from './form-files.ts';
import { listParts } from './list-parts.ts';
import { resolve } from './resolve.ts';

/** What a call sends beside its parameters. */
export interface SentBody {
  /** The body, or the fields of a form; undefined without any. */
  readonly body: JsonValue | undefined;
  /** The names of the fields of the form that are files. */
  readonly files: readonly string[];
}

/** Returns the names of the fields of an operation's form that are lists. */
export function listFormLists(document: JsonObject, { form = {} }: FoundOperation): readonly string[] {
  return listProperties(document, form).flatMap(([name, schema]) => (isList(schema) ? [name] : []));
}

/** Returns a form with fields. A list is a part for each of its elements, under its name with brackets. */
export function toFormData(fields: JsonObject, lists: readonly string[]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const plain = name.replace(LIST_END, '');
    const isRepeated = plain !== name || lists.includes(plain) || Array.isArray(value);
    for (const one of [value].flat())
      form.append(isRepeated ? `${plain}[]` : name, typeof one === 'string' ? one : JSON.stringify(one));
  }
  return form;
}

/**
 * Returns a call with the fields of a form that are required or in its example; with all of them where none is, since
 * an empty form may not be valid.
 */
export function toFormCall(document: JsonObject, operation: FoundOperation, example: JsonValue | undefined): SentBody {
  const { form = {} } = operation;
  const all = [...new Map(listProperties(document, form))];
  const required = listRequired(document, form);
  const examples = isJsonObject(example) ? example : {};
  const needed = all.filter(([name]) => required.has(name) || findOwn(examples, name) !== undefined);
  const sent = needed.length > 0 ? needed : all;
  const files = new Set(listFileFields(document, operation).map(({ name }) => name));
  const fields = sent.filter(([name]) => !files.has(name));
  const values = fields.map(([name, schema]) => [name, findOwn(examples, name) ?? toValue(document, schema)] as const);
  return {
    body: values.length === 0 ? undefined : Object.fromEntries(values),
    files: sent.flatMap(([name]) => (files.has(name) ? [name] : [])),
  };
}

/** Returns a value of a schema. A list has an element: a form cannot have an empty one. */
function toValue(document: JsonObject, schema: JsonObject): JsonValue {
  const toOne = (one: JsonObject): JsonValue => toSimpleValue(one, (value) => resolve(document, value));
  const value = toOne(schema);
  return Array.isArray(value) && value.length === 0 ? [toOne(resolve(document, schema['items']))] : value;
}

/** Returns the names of the fields that a schema requires, also those that parts of it require. */
export function listRequired(document: JsonObject, schema: JsonObject): ReadonlySet<string> {
  const parts = listParts(document, [schema], ['allOf']);
  return new Set(parts.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])));
}

function isList({ type, items }: JsonObject): boolean {
  return type === undefined ? items !== undefined : [type].flat().includes('array');
}

const LIST_END = /\[\]$/;
