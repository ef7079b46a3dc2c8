import { JsonText, type NestedText, type Outline, type TextPiece } from '../../../kernel/json/json-text.ts';
import { setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { Plan, View } from '../plan.ts';
import { partsOf, type NestedPart, type ValuesPart } from './text-parts.ts';
import { writeValues, type WrittenValues } from './write-values.ts';

/** Returns the text of a resource that another one nests. */
export type Nest = (plan: Plan, record: StoredRecord) => JsonText;

/** A resource to write: a record, and for whom. */
export interface WriteContext {
  readonly record: StoredRecord;
  readonly view: View;
  readonly nest: Nest;
  /** Returns the values of a part that depends on no other record. Without it they are written each time. */
  readonly findValues?: ((part: ValuesPart, record: StoredRecord) => WrittenValues) | undefined;
}

/**
 * Writes the text of a resource from its own values and from the texts of the resources that it nests. So a resource
 * that several others nest is written, encoded and checked once.
 */
export function writeText(plan: Plan, context: WriteContext): JsonText {
  const written: Written = { pieces: [], values: [], placeholders: {}, nested: [], isEmpty: true, signature: '' };
  for (const part of partsOf(plan)) {
    if (part.kind === 'values') addValues(part, context, written);
    else addNested(part, context, written);
  }
  written.pieces.push('}');
  // A text outlives its response where values are not kept instead.
  const keepsBytes = context.findValues === undefined;
  return new JsonText(written.pieces, { outline: toOutline(plan, written), keepsBytes });
}

/** What is written of a text so far, and what it is checked by. */
interface Written {
  readonly pieces: TextPiece[];
  readonly values: WrittenValues[];
  /** What stands for nested resources in the outline, by property. */
  readonly placeholders: Record<string, JsonValue>;
  readonly nested: NestedText[];
  /** No property is written yet. */
  isEmpty: boolean;
  /** Says of each relation whether it is shown, and has a resource. */
  signature: string;
}

/** Adds values, unless there are none to show. */
function addValues(part: ValuesPart, { record, view, findValues }: WriteContext, written: Written): void {
  const values = part.isLocal && findValues !== undefined ? findValues(part, record) : writeValues(part, record, view);
  if (part.isFirst) {
    // The bytes of a fragment are kept, which only pays where it is used again.
    written.pieces.push(findValues === undefined ? values.open.text : values.open);
    written.isEmpty = values.isEmpty;
  } else if (values.isEmpty) return;
  else {
    written.pieces.push((written.isEmpty ? '' : ',') + values.open.text.slice(1));
    written.isEmpty = false;
  }
  written.values.push(values);
}

/** Adds a property of nested texts, unless it is not shown. */
function addNested(
  { label, placeholder, property: { name, find, plan, isList } }: NestedPart,
  { record, view, nest }: WriteContext,
  written: Written,
): void {
  const records = find(record, view);
  const hasPlaceholder = records !== undefined && (isList || records.length > 0);
  written.signature += records === undefined ? '-' : hasPlaceholder ? '+' : '0';
  if (records === undefined) return;
  const { pieces, nested, placeholders } = written;
  const start = written.isEmpty ? label.slice(1) : label;
  written.isEmpty = false;
  pieces.push(isList ? `${start}[` : start);
  for (const [index, other] of records.entries()) {
    const text = nest(plan(), other);
    if (index > 0) pieces.push(',');
    pieces.push(text);
    nested.push({ text, validate: plan().resource.validate });
  }
  if (isList) pieces.push(']');
  else if (records.length === 0) pieces.push('null');
  setOwn(placeholders, name, hasPlaceholder ? placeholder : null);
}

/**
 * Returns the outline of a text. If its values are those of a single part that is kept, the proof of their validity is
 * kept with them.
 */
function toOutline({ resource: { validate } }: Plan, { values, placeholders, nested, signature }: Written): Outline {
  const [first, ...others] = values;
  const toValue = (): JsonObject => merge([...values.map(({ value }) => value), placeholders]);
  const proof =
    first === undefined || others.length > 0
      ? { isValid: false }
      : getOrCreate(first.proofs, signature, () => ({ isValid: false }));
  return { validate, toValue, nested, proof };
}

function merge(objects: readonly JsonObject[]): JsonObject {
  const merged: Record<string, JsonValue> = {};
  for (const object of objects) for (const [name, value] of Object.entries(object)) setOwn(merged, name, value);
  return merged;
}
