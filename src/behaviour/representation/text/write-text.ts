import { JsonText, type NestedText } from '../../../kernel/json/json-text.ts';
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
 * that several others nest is written and checked once.
 */
export function writeText(plan: Plan, context: WriteContext): JsonText {
  const checked: Checked = { outline: {}, nested: [] };
  let text = '';
  for (const part of partsOf(plan)) {
    const members = part.kind === 'values' ? writeValues(part, context, checked) : writeNested(part, context, checked);
    if (members !== '') text += text === '' ? members : `,${members}`;
  }
  const { outline: value, nested } = checked;
  return new JsonText(`{${text}}`, { outline: { validate: plan.resource.validate, value, nested } });
}

/** What a text is checked by: the values without the nested resources, and the texts of these. */
interface Checked {
  readonly outline: Record<string, JsonValue>;
  readonly nested: NestedText[];
}

/** A part of the text of an object: consecutive values, or a property of nested texts. */
type TextPart = ValuesPart | NestedPart;

interface ValuesPart {
  readonly kind: 'values';
  readonly isFirst: boolean;
  readonly properties: readonly ValueProperty[];
}

interface NestedPart {
  readonly kind: 'nested';
  /** The name of the property as JSON, with a colon. */
  readonly label: string;
  readonly property: NestedProperty;
  readonly placeholder: JsonValue;
}

/** Returns the parts of a plan's text. */
const partsOf = memoize(({ properties }: Plan): readonly TextPart[] => {
  const parts: TextPart[] = [];
  let values: ValueProperty[] = [];
  // An object lists names of digits before all others, whatever their order.
  const isSplit = !properties.some(({ name }) => DIGITS.test(name));
  for (const property of properties) {
    if (property.kind === 'value' || property.placeholder === undefined || !isSplit) {
      if (values.length === 0) parts.push({ kind: 'values', isFirst: parts.length === 0, properties: values });
      values.push(property.kind === 'value' ? property : toValueProperty(property));
      continue;
    }
    const { name, placeholder } = property;
    parts.push({ kind: 'nested', label: `${JSON.stringify(name)}:`, property, placeholder });
    values = [];
  }
  return parts;
});

/** Converts a property whose resources cannot be checked on their own to one that is read as a value. */
function toValueProperty(property: NestedProperty): ValueProperty {
  return {
    kind: 'value',
    name: property.name,
    read: (record, view) => representNested(property, record, view),
  };
}

/** Writes values, and adds them to the outline. */
function writeValues(
  { isFirst, properties }: ValuesPart,
  { record, view }: WriteContext,
  { outline }: Checked,
): string {
  const values: Record<string, JsonValue> = isFirst ? outline : {};
  for (const { name, read } of properties) {
    const value = read(record, view);
    if (value === undefined) continue;
    setOwn(values, name, value);
    if (!isFirst) setOwn(outline, name, value);
  }
  return JSON.stringify(values).slice(1, -1);
}

/** Writes a property of nested texts. Returns an empty text for one that is not shown. */
function writeNested(
  { label, placeholder, property: { name, find, plan, isList } }: NestedPart,
  { record, view, nest }: WriteContext,
  { outline, nested }: Checked,
): string {
  const records = find(record, view);
  if (records === undefined) return '';
  const shown = records.map((other) => nest(plan(), other));
  for (const text of shown) nested.push({ text, validate: plan().resource.validate });
  setOwn(outline, name, isList || shown.length > 0 ? placeholder : null);
  return label + (isList ? `[${shown.map(({ text }) => text).join(',')}]` : (shown[0]?.text ?? 'null'));
}

const DIGITS = /^\d+$/;
