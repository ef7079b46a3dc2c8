import { useRef, useState } from 'preact/hooks';
import { isSame } from '../../api/differences.ts';
import { findOwn, REDACTED, type Json, type JsonObject } from '../../api/types.ts';
import { Breakable } from '../../ui/values/breakable.tsx';
import type { Values } from '../schema/layout.ts';
import { FieldInput } from './field-input.tsx';
import type { FieldErrors } from './field-errors.ts';
import { describeField, type Field } from './fields.ts';
import { parseField, toText } from './parse-value.ts';

interface FormProps {
  readonly fields: readonly Field[];
  /** The record as it was when editing began. */
  readonly base: JsonObject;
  readonly record: JsonObject;
  readonly values: Values;
  /** What the server said of the fields when the record was saved last. */
  readonly errors: FieldErrors['byField'];
  /** Told the changed record; undefined while a text stands for no value. */
  readonly change: (record: JsonObject | undefined) => void;
}

/** A record as a form: a field for each property. A field that is not touched keeps its value as it is. */
export function RecordForm({ fields, base, record, values, errors, change }: FormProps) {
  // Maps, since a property may be called `constructor`.
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  // What the server said of a field holds until that field is changed.
  const [answered, setAnswered] = useState<ReadonlyMap<string, unknown>>(new Map());
  const enter = (field: Field, text: string): void => {
    const entered = new Map(texts).set(field.name, text);
    setTexts(entered);
    setAnswered(new Map(answered).set(field.name, errors));
    change(toRecord(fields, entered, { base, record, values }));
  };
  const [first] = fields;
  return (
    <div class="form" role="group" aria-label="Record">
      {fields.map((field) => {
        const value = findOwn(values.read(record), field.name);
        const text = texts.get(field.name) ?? toText(field, value);
        const before = findOwn(values.read(base), field.name);
        const said = answered.get(field.name) === errors ? [] : errors.get(field.name);
        return (
          <FormRow
            key={field.name}
            field={field}
            text={text}
            isAbsent={value === undefined}
            isChanged={!isSame(before, value)}
            messages={findMessages(field, texts.get(field.name), before) ?? said ?? []}
            isFirst={field === first}
            enter={(entered) => enter(field, entered)}
          />
        );
      })}
    </div>
  );
}

/** Returns the record that the form describes; undefined while a text stands for no value. */
function toRecord(
  fields: readonly Field[],
  texts: ReadonlyMap<string, string>,
  { base, record, values }: Pick<FormProps, 'base' | 'record' | 'values'>,
): JsonObject | undefined {
  const before = values.read(base);
  const changed = new Map<string, Json>(Object.entries(values.read(record)));
  for (const field of fields) {
    const text = texts.get(field.name);
    if (text === undefined) continue;
    const parsed = parseField(field, text, findOwn(before, field.name));
    if ('message' in parsed) return undefined;
    if (parsed.value === undefined) changed.delete(field.name);
    else changed.set(field.name, parsed.value);
  }
  return values.write(record, Object.fromEntries(changed));
}

/** Returns why the text of a field stands for no value, or undefined. */
function findMessages(
  field: Field,
  text: string | undefined,
  base: Json | undefined,
): readonly string[] | undefined {
  const parsed = text === undefined ? undefined : parseField(field, text, base);
  return parsed !== undefined && 'message' in parsed ? [parsed.message] : undefined;
}

interface RowProps {
  readonly field: Field;
  readonly text: string;
  /** Whether the record does not have the property. */
  readonly isAbsent: boolean;
  readonly isChanged: boolean;
  readonly messages: readonly string[];
  readonly isFirst: boolean;
  readonly enter: (text: string) => void;
}

function FormRow({ field, messages, isChanged, ...input }: RowProps) {
  const id = `field-${field.name}`;
  const control = useRef<HTMLDivElement>(null);
  const isReplaced = field.canReplace && input.text !== REDACTED;
  const replace = (): void => {
    input.enter(isReplaced ? REDACTED : '');
    if (!isReplaced) control.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  };
  return (
    <div class={`form-row${isChanged ? ' changed' : ''}`}>
      <label for={id} title={field.description}>
        <span class="mono">
          <Breakable text={field.name} />
        </span>
        <small>{isReplaced ? 'replaces what is stored' : describeField(field)}</small>
      </label>
      <div class="form-control" ref={control}>
        <FieldInput
          id={id}
          field={isReplaced ? { ...field, isReadOnly: false, isNullable: false, isRequired: true } : field}
          isInvalid={messages.length > 0}
          {...input}
        />
        {field.canReplace ? (
          <button type="button" class="button" aria-label={`${isReplaced ? 'Keep' : 'Replace'} ${field.name}`} onClick={replace}>
            {isReplaced ? 'Keep' : 'Replace'}
          </button>
        ) : null}
      </div>
      <div id={`${id}-message`} class="field-message" aria-live="polite">
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  );
}
