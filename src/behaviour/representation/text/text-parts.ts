import type { JsonValue } from '../../../kernel/json/json.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { NestedProperty, Plan, ValueProperty } from '../plan.ts';
import { representNested } from '../representer.ts';

/** A part of the text of an object: consecutive values, or a property of nested texts. The first part is of values. */
export type TextPart = ValuesPart | NestedPart;

/** Consecutive values. */
export interface ValuesPart {
  readonly kind: 'values';
  readonly isFirst: boolean;
  /** The values depend on no other record. */
  readonly isLocal: boolean;
  readonly properties: readonly ValueProperty[];
}

/** A property whose resources have texts of their own. */
export interface NestedPart {
  readonly kind: 'nested';
  /** A comma, and the name of the property as JSON with a colon. */
  readonly label: string;
  readonly property: NestedProperty;
  readonly placeholder: JsonValue;
}

/** Returns the parts of a plan's text. */
export const partsOf = memoize(({ properties }: Plan): readonly TextPart[] => {
  let values: ValueProperty[] = [];
  const parts: (NestedPart | { readonly kind: 'values'; readonly properties: ValueProperty[] })[] = [
    { kind: 'values', properties: values },
  ];
  // An object lists names of digits before all others, whatever their order.
  const isSplit = !properties.some(({ name }) => DIGITS.test(name));
  for (const property of properties) {
    if (property.kind === 'nested' && property.placeholder !== undefined && isSplit) {
      const { name, placeholder } = property;
      values = [];
      parts.push({ kind: 'nested', label: `,${JSON.stringify(name)}:`, property, placeholder });
      parts.push({ kind: 'values', properties: values });
    } else values.push(property.kind === 'value' ? property : toValueProperty(property));
  }
  return parts.flatMap((part, index): readonly TextPart[] => {
    if (part.kind === 'nested') return [part];
    const isLocal = part.properties.every((property) => property.isLocal);
    return index === 0 || part.properties.length > 0 ? [{ ...part, isFirst: index === 0, isLocal }] : [];
  });
});

/** Converts a property whose resources cannot be checked on their own to one that is read as a value. */
function toValueProperty(property: NestedProperty): ValueProperty {
  return {
    kind: 'value',
    name: property.name,
    isLocal: false,
    read: (record, view) => representNested(property, record, view),
  };
}

const DIGITS = /^\d+$/;
