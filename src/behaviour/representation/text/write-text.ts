import { JsonText, type NestedText, type TextPiece } from '../../../kernel/json/json-text.ts';
import { setOwn, type JsonValue } from '../../../kernel/json/json.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { NestedProperty, Plan, View, ValueProperty } from '../plan.ts';
import { representNested } from '../representer.ts';

/** Returns the text of a resource that another one nests. */
export type Nest = (plan: Plan, record: StoredRecord) => JsonText;

/** A resource to write: a record, and for whom. */
export interface WriteContext {
  readonly record: StoredRecord;
  readonly view: View;
  readonly nest: Nest;
}

/**
 * Writes the text of a resource from its own values and from the texts of the resources that it nests. So a resource
 * that several others nest is written, encoded and checked once.
 */
export function writeText(plan: Plan, context: WriteContext): JsonText {
  const written: Written = { pieces: [], outline: {}, nested: [], isEmpty: true };
  for (const part of partsOf(plan)) {
    if (part.kind === 'values') writeValues(part, context, written);
    else writeNested(part, context, written);
  }
  written.pieces.push('}');
  const { pieces, outline: value, nested } = written;
  return new JsonText(pieces, { outline: { validate: plan.resource.validate, value, nested } });
}

/** What is written of a text so far, and what it is checked by. */
interface Written {
  readonly pieces: TextPiece[];
  /** The values, with placeholders for nested resources. */
  readonly outline: Record<string, JsonValue>;
  readonly nested: NestedText[];
  /** No property is written yet. */
  isEmpty: boolean;
}

/** A part of the text of an object: consecutive values, or a property of nested texts. The first part is of values. */
type TextPart = ValuesPart | NestedPart;

interface ValuesPart {
  readonly kind: 'values';
  readonly isFirst: boolean;
  readonly properties: readonly ValueProperty[];
}

interface NestedPart {
  readonly kind: 'nested';
  /** A comma, and the name of the property as JSON with a colon. */
  readonly label: string;
  readonly property: NestedProperty;
  readonly placeholder: JsonValue;
}

/** Returns the parts of a plan's text. */
const partsOf = memoize(({ properties }: Plan): readonly TextPart[] => {
  let values: ValueProperty[] = [];
  const parts: TextPart[] = [{ kind: 'values', isFirst: true, properties: values }];
  // An object lists names of digits before all others, whatever their order.
  const isSplit = !properties.some(({ name }) => DIGITS.test(name));
  for (const property of properties) {
    if (property.kind === 'nested' && property.placeholder !== undefined && isSplit) {
      const { name, placeholder } = property;
      values = [];
      parts.push({ kind: 'nested', label: `,${JSON.stringify(name)}:`, property, placeholder });
      parts.push({ kind: 'values', isFirst: false, properties: values });
    } else values.push(property.kind === 'value' ? property : toValueProperty(property));
  }
  return parts.filter((part) => part.kind === 'nested' || part.isFirst || part.properties.length > 0);
});

/** Converts a property whose resources cannot be checked on their own to one that is read as a value. */
function toValueProperty(property: NestedProperty): ValueProperty {
  return { kind: 'value', name: property.name, read: (record, view) => representNested(property, record, view) };
}

/** Writes values, and adds them to the outline. */
function writeValues({ isFirst, properties }: ValuesPart, { record, view }: WriteContext, written: Written): void {
  const { outline, pieces } = written;
  const values: Record<string, JsonValue> = isFirst ? outline : {};
  for (const { name, read } of properties) {
    const value = read(record, view);
    if (value === undefined) continue;
    setOwn(values, name, value);
    if (!isFirst) setOwn(outline, name, value);
  }
  const text = JSON.stringify(values);
  const isEmpty = text.length === EMPTY_LENGTH;
  if (isFirst) pieces.push(text.slice(0, -1));
  else if (!isEmpty) pieces.push((written.isEmpty ? '' : ',') + text.slice(1, -1));
  written.isEmpty &&= isEmpty;
}

/** Writes a property of nested texts, unless it is not shown. */
function writeNested(
  { label, placeholder, property: { name, find, plan, isList } }: NestedPart,
  { record, view, nest }: WriteContext,
  written: Written,
): void {
  const records = find(record, view);
  if (records === undefined) return;
  const { outline, nested, pieces } = written;
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
  setOwn(outline, name, isList || records.length > 0 ? placeholder : null);
}

const DIGITS = /^\d+$/;
/** The length of an object without properties. */
const EMPTY_LENGTH = 2;
