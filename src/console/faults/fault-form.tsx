import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { Action, Form } from '../ui/action.tsx';
import { Panel } from '../ui/panel.tsx';
import { DELAYED, KINDS, toRule, type FaultInput } from './describe.ts';

/** A form for a fault. It shows the fields that the chosen kind has, and begins with what the address names. */
export function FaultForm() {
  const { route } = useConsole();
  const { operation = '', status = '503', kind } = route.params;
  const [input, setInput] = useState<FaultInput>({ ...BLANK, operation, status, kind: toKind(kind) });
  const change = (changes: Partial<FaultInput>): void => setInput((last) => ({ ...last, ...changes }));
  return (
    <Panel title="Add a fault" class="fault-form">
      <Form>
        <OperationField value={input.operation} change={change} />
        <Field label="What happens">
          <select value={input.kind} onChange={(event) => change({ kind: toKind(event.currentTarget.value) })}>
            {KINDS.map(([name, text]) => (
              <option key={name} value={name}>
                {name} – {text}
              </option>
            ))}
          </select>
        </Field>
        <KindFields input={input} change={change} />
        <NumberField label="How many times" hint="always" value={input.times} change={(times) => change({ times })} />
        <div class="buttons">
          <Action
            call={{ method: 'POST', path: '/__admin/faults', body: toRule(input) }}
            done="The fault is active."
            kind="primary"
            isSubmit
          >
            Add the fault
          </Action>
        </div>
      </Form>
    </Panel>
  );
}

interface InputProps {
  readonly input: FaultInput;
  readonly change: (changes: Partial<FaultInput>) => void;
}

/** The fields that only some kinds have. */
function KindFields({ input, change }: InputProps) {
  return (
    <>
      {input.kind === 'status' ? (
        <NumberField label="Status" value={input.status} change={(text) => change({ status: text })} />
      ) : null}
      {DELAYED.has(input.kind) ? (
        <NumberField label="Milliseconds" value={input.delay} change={(delay) => change({ delay })} />
      ) : null}
      {input.kind === 'rate_limit' ? (
        <NumberField label="Requests that pass" value={input.limit} change={(limit) => change({ limit })} />
      ) : null}
    </>
  );
}

function OperationField({
  value,
  change,
}: {
  readonly value: string;
  readonly change: (changes: Partial<FaultInput>) => void;
}) {
  const { contract } = useConsole();
  const operations = useMemo(() => listContractOperations(contract), [contract]);
  return (
    <Field label="Operation">
      <input
        list="operations"
        value={value}
        placeholder="every operation"
        onInput={(event) => change({ operation: event.currentTarget.value })}
      />
      <datalist id="operations">
        {operations.map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </Field>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface NumberProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (text: string) => void;
}

function NumberField({ label, hint = '', value, change }: NumberProps) {
  return (
    <Field label={label}>
      <input
        type="number"
        min={0}
        value={value}
        placeholder={hint}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </Field>
  );
}

function toKind(text: string | undefined): FaultInput['kind'] {
  return KINDS.find(([name]) => name === text)?.[0] ?? 'status';
}

const BLANK: FaultInput = { operation: '', kind: 'status', status: '503', delay: '1000', times: '', limit: '0' };
