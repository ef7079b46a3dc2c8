import type { Field } from './fields.ts';

interface InputProps {
  readonly id: string;
  readonly field: Field;
  readonly text: string;
  readonly isAbsent: boolean;
  readonly isInvalid: boolean;
  /** Whether it gets the focus when the form opens. */
  readonly isFirst: boolean;
  readonly enter: (text: string) => void;
}

/** The control that a field is entered with. */
export function FieldInput({ id, field, text, isAbsent, isInvalid, isFirst, enter }: InputProps) {
  const { kind, isReadOnly, isRequired } = field;
  const shared = {
    id,
    'aria-invalid': isInvalid,
    'aria-describedby': `${id}-message`,
    ref: isFirst ? focusOnce : null,
  };
  const onInput = (event: { readonly currentTarget: { readonly value: string } }): void =>
    enter(event.currentTarget.value);
  if (kind === 'boolean' || kind === 'choice')
    return (
      <select {...shared} value={text} disabled={isReadOnly} onChange={onInput}>
        {text === '' || field.isNullable || !isRequired ? <option value="">{toEmpty(field, isAbsent)}</option> : null}
        {listOptions(field).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  const entered = { ...shared, value: text, readOnly: isReadOnly, placeholder: toEmpty(field, isAbsent), onInput };
  if (kind === 'long' || kind === 'json')
    return <textarea {...entered} class={kind === 'json' ? 'mono' : ''} rows={toRows(text)} spellcheck={kind === 'long'} />;
  return <input {...entered} type="text" inputMode={kind === 'number' ? 'decimal' : 'text'} autocomplete="off" />;
}

function listOptions({ kind, choices = [] }: Field): readonly (readonly [value: string, label: string])[] {
  if (kind === 'boolean')
    return [
      ['true', 'true'],
      ['false', 'false'],
    ];
  return choices.map((choice, index) => [
    String(index),
    typeof choice === 'string' ? choice : JSON.stringify(choice),
  ]);
}

/** Says what an empty control stands for. */
function toEmpty({ isNullable, isRequired }: Field, isAbsent: boolean): string {
  if (isNullable && !(isAbsent && !isRequired)) return 'null';
  return isRequired ? '' : 'not set';
}

function toRows(text: string): number {
  const lines = text.split('\n').reduce((count, line) => count + Math.ceil((line.length + 1) / COLUMNS), 0);
  return Math.max(2, Math.min(MAX_ROWS, lines));
}

function focusOnce(control: HTMLElement | null): void {
  if (control !== null && document.activeElement?.closest('.form') === null) control.focus();
}

const COLUMNS = 60;
const MAX_ROWS = 10;
