import { findOwn, REDACTED, type Json, type JsonObject } from '../../api/types.ts';
import type { CollectionSchema } from '../schema/collection-schema.ts';
import { readRule, type ValueRule } from '../schema/read-schema.ts';

/** The way in which a field is entered. */
export type FieldKind = 'text' | 'long' | 'number' | 'boolean' | 'choice' | 'json';

/** A property of a record in a form. */
export interface Field extends ValueRule {
  readonly name: string;
  readonly kind: FieldKind;
  /** Whether a record without it breaks the schema. */
  readonly isRequired: boolean;
  /** Whether its value is a secret that the page does not have. */
  readonly isRedacted: boolean;
  /** Whether a new secret can be typed in place of that one. */
  readonly canReplace: boolean;
}

/** What the fields of a record follow from. */
export interface FieldSource {
  readonly document: Json | undefined;
  /** Undefined when the contract says nothing about the collection: the values alone decide. */
  readonly schema: CollectionSchema | undefined;
  /** The property that identifies the record. */
  readonly key: string | undefined;
}

/**
 * Returns the fields of a record: the properties that its schema declares and stores, and those that the record has
 * besides. What cannot be changed is last.
 */
export function listFields(values: JsonObject, { document, schema, key }: FieldSource): readonly Field[] {
  const declared = [...(schema?.properties.keys() ?? [])].filter((name) => schema?.derived.has(name) !== true);
  const names = new Set([...declared, ...(schema?.keys.keys() ?? []), ...Object.keys(values)]);
  const fields = [...names].map((name): Field => {
    const property = schema?.properties.get(name);
    const reference = schema?.keys.get(name);
    const rule = reference ?? readRule(document, property ?? {});
    const isKnown = property !== undefined || reference !== undefined;
    const isRedacted = findOwn(values, name) === REDACTED;
    const isFixed = rule.isReadOnly || name === key || schema?.computed.has(name) === true;
    return {
      ...rule,
      name,
      kind: toKind(rule, findOwn(values, name), isKnown),
      isRequired: reference === undefined ? schema?.required.has(name) === true : !rule.isNullable,
      isRedacted,
      canReplace: isRedacted && !isFixed,
      isReadOnly: isRedacted || isFixed,
    };
  });
  return fields.toSorted((left, right) => Number(left.isReadOnly) - Number(right.isReadOnly));
}

/** Says in a few words which values a field takes. */
export function describeField(field: Field): string {
  const { kind, types, format, schema, isNullable, isRequired, isReadOnly, isRedacted } = field;
  if (isRedacted) return 'redacted, keeps its value';
  const { minimum, maximum, maxLength } = schema;
  const range = kind === 'number' ? toRange(minimum, maximum) : '';
  const length = typeof maxLength === 'number' && maxLength <= SHOWN_LENGTH ? `at most ${maxLength} characters` : '';
  const type = format !== '' && kind === 'text' ? format : kind === 'number' ? toNumberName(types) : NAMES[kind];
  return [
    [type, range].filter((part) => part !== '').join(' '),
    length,
    isNullable ? 'or null' : isRequired && !isReadOnly ? 'required' : '',
    isReadOnly ? 'read-only' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function toKind(rule: ValueRule, value: Json | undefined, isKnown: boolean): FieldKind {
  const { types, choices, format, schema } = rule;
  if (choices !== undefined && (value === undefined || value === null || choices.includes(value))) return 'choice';
  const [type, ...others] = isKnown || value === undefined ? types : [typeof value];
  if (type === undefined || others.length > 0 || !holds(type, value)) return 'json';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type !== 'string') return 'json';
  if (format !== '') return 'text';
  const isLong = typeof schema['maxLength'] === 'number' ? schema['maxLength'] > SHOWN_LENGTH : isLongText(value);
  return isLong ? 'long' : 'text';
}

/** Whether a field of a type can show a value. A record may break its schema: its value is then shown as JSON. */
function holds(type: string, value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === (type === 'integer' ? 'number' : type);
}

function isLongText(value: Json | undefined): boolean {
  return typeof value === 'string' && (value.length > LONG || value.includes('\n'));
}

function toNumberName(types: readonly string[]): string {
  return types[0] === 'integer' ? 'whole number' : 'number';
}

function toRange(minimum: Json | undefined, maximum: Json | undefined): string {
  if (typeof minimum === 'number') return typeof maximum === 'number' ? `${minimum} to ${maximum}` : `from ${minimum}`;
  return typeof maximum === 'number' ? `up to ${maximum}` : '';
}

const NAMES: Readonly<Record<FieldKind, string>> = {
  text: 'text',
  long: 'text',
  number: 'number',
  boolean: 'yes or no',
  choice: 'choice',
  json: 'JSON',
};
/** Texts that may be longer are entered in several lines. */
const SHOWN_LENGTH = 1000;
const LONG = 80;
