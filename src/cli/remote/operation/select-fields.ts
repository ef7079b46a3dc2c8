import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { isFieldName } from '../../../kernel/text/call-line.ts';
import { toShellWord } from '../../../kernel/text/shell-word.ts';
import { toJson } from '../../terminal/text-table.ts';
import type { Shown } from '../run-remote.ts';
import { listParameters, locateOperation, type LocatedOperation } from './find-operation.ts';
import { resolve } from './resolve.ts';
import { locateFields, parseFields, toUnknown, withoutEnvelope, type FieldPath } from './response-fields.ts';

/** Shows the body of a success. */
export type SelectFields = (status: number, body: Body) => Shown;

/** The body of a response: its JSON or its text, and the text that it was sent as. */
interface Body {
  readonly data: unknown;
  readonly text: string;
}

/**
 * Returns what shows the body of a response: all of it, or the fields that are named, separated by commas. Throws a
 * UsageError for a field that the contract does not declare, before anything is sent. Afterwards all of the response is
 * shown, with a note, if it has no fields, or lacks one of which the contract says nothing: it cannot be had again.
 */
export function createSelect(document: JsonObject, id: string, fields: string | undefined): SelectFields {
  const located = locateOperation(document, id);
  if (fields === undefined || located === undefined) return (_status, body) => toWhole(body);
  const wanted = locateFields(document, located, parseFields(fields));
  return function select(status, body) {
    const { data } = body;
    if (typeof data !== 'object' || data === null)
      return { ...toWhole(body), notes: [`The response (${status}) is not JSON with fields. All of it is printed.`] };
    // It was parsed from JSON.
    const value = data as JsonValue;
    const absent = wanted.flatMap(({ path, isDeclared }) => {
      const found = findAbsent(value, path);
      return found === undefined ? [] : [{ ...found, isDeclared }];
    });
    const unknown = absent.filter(({ isDeclared }) => !isDeclared);
    if (unknown.length > 0) {
      const notes = unknown.map(({ path, names }) => toUnknown(path, names));
      return { ...toWhole(body), notes: [...notes, 'All of the response is printed.'] };
    }
    const selected = selectFields(
      value,
      wanted.map(({ path }) => path),
    );
    return { data: selected, text: toJson(selected), notes: absent.map(({ path }) => toNote(document, located, path)) };
  };
}

/** Shows all of a body: JSON is indented, any other text is as it is. */
function toWhole({ data, text }: Body): Shown {
  return { data, text: typeof data === 'string' ? text : toJson(data) };
}

/** Says that no record has a field, and which parameter may load it. */
function toNote(document: JsonObject, located: LocatedOperation, path: FieldPath): string {
  const wanted = toComparable(path.at(-1) ?? '');
  const loading = listParameters(document, located).flatMap(({ name, in: place, schema }) => {
    const { items } = resolve(document, schema);
    const { enum: values } = resolve(document, items);
    const value = Array.isArray(values) ? values.find((one) => toComparable(String(one)) === wanted) : undefined;
    if (place !== 'query' || value === undefined || !isFieldName(String(name))) return [];
    return [toShellWord(`${String(name)}=${String(value)}`)];
  });
  const hint = loading[0] === undefined ? '' : ` Give ${loading[0]} to load it.`;
  return `No record of the response has ${withoutEnvelope(path).join('.')}.${hint}`;
}

/** Returns a name as it is compared: `created_by` is `createdBy`. */
function toComparable(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Returns a value with these fields alone, each where it was. A record without one of them stays without it. */
export function selectFields(value: JsonValue, paths: readonly FieldPath[]): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => selectFields(item, paths));
  if (!isJsonObject(value)) return value;
  const selected: Record<string, JsonValue> = {};
  for (const name of new Set(paths.map(([first = '']) => first))) {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    const below = paths.filter(([first]) => first === name).map((path) => path.slice(1));
    if (field === undefined) continue;
    // A field that is named as a whole is shown as a whole, whatever is named inside of it.
    if (below.some((path) => path.length === 0)) setOwn(selected, name, field);
    else if (typeof field === 'object') setOwn(selected, name, selectFields(field, below));
  }
  return selected;
}

/** A field that no record has. */
export interface AbsentField {
  /** The names up to the one that is absent. */
  readonly path: FieldPath;
  /** The names that there are in its place. */
  readonly names: readonly string[];
}

/** Returns where a path leads to nothing in any record; undefined when one has it, or when there are no records. */
export function findAbsent(value: JsonValue, path: FieldPath): AbsentField | undefined {
  let objects = listObjects(value);
  for (const [index, name] of path.entries()) {
    if (objects.length === 0) return undefined;
    const found = objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name] ?? null] : []));
    if (found.length === 0)
      return { path: path.slice(0, index + 1), names: [...new Set(objects.flatMap((object) => Object.keys(object)))] };
    objects = found.flatMap(listObjects);
  }
  return undefined;
}

/** Returns an object, or the objects in lists. */
function listObjects(value: JsonValue): readonly { readonly [name: string]: JsonValue }[] {
  if (Array.isArray(value)) return value.flatMap(listObjects);
  return isJsonObject(value) ? [value] : [];
}
