import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';
import { toPointerStep } from './pointer.ts';

/** A field that differs between two values. A value that does not have the field has neither `from` nor `to`. */
export type FieldChange = {
  /** JSON Pointer (RFC 6901); empty for the whole value. */
  readonly path: string;
  readonly from?: JsonValue;
  readonly to?: JsonValue;
};

/** The fields that differ, at most as many as were asked for. */
export interface FieldChanges {
  readonly fields: readonly FieldChange[];
  /** Whether more fields differ. */
  readonly isTruncated: boolean;
}

/**
 * Returns the innermost fields that differ between two values, in the order of the first one. Elements of lists are
 * compared by their indexes. Parts that both values share take no time.
 */
export function findChangedFields(before: JsonValue, after: JsonValue, max: number): FieldChanges {
  const found: Found = { fields: [], max, isTruncated: false };
  compare(before, after, '', found);
  return { fields: found.fields, isTruncated: found.isTruncated };
}

interface Found {
  readonly fields: FieldChange[];
  readonly max: number;
  /** Ends the comparison. */
  isTruncated: boolean;
}

function compare(before: JsonValue, after: JsonValue, path: string, found: Found): void {
  if (before === after) return;
  if (isJsonObject(before) && isJsonObject(after)) compareObjects(before, after, path, found);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, found);
  else add({ path, from: before, to: after }, found);
}

function compareObjects(before: JsonObject, after: JsonObject, path: string, found: Found): void {
  for (const name of Object.keys(before)) {
    if (found.isTruncated) return;
    const from = before[name] ?? null;
    if (!Object.hasOwn(after, name)) add({ path: toPath(path, name), from }, found);
    else if (from !== after[name]) compare(from, after[name] ?? null, toPath(path, name), found);
  }
  for (const name of Object.keys(after)) {
    if (found.isTruncated) return;
    if (!Object.hasOwn(before, name)) add({ path: toPath(path, name), to: after[name] ?? null }, found);
  }
}

function compareLists(before: readonly JsonValue[], after: readonly JsonValue[], path: string, found: Found): void {
  for (let index = 0; index < Math.max(before.length, after.length) && !found.isTruncated; index += 1) {
    const [from, to] = [before[index], after[index]];
    if (from === to) continue;
    if (to === undefined) add({ path: toPath(path, index), from: from ?? null }, found);
    else if (from === undefined) add({ path: toPath(path, index), to }, found);
    else compare(from, to, toPath(path, index), found);
  }
}

function add(change: FieldChange, found: Found): void {
  if (found.fields.length === found.max) found.isTruncated = true;
  else found.fields.push(change);
}

function toPath(path: string, step: string | number): string {
  return `${path}/${toPointerStep(step)}`;
}
