import { useMemo, useState } from 'preact/hooks';
import type { Fault } from '../api/types.ts';
import { listContractOperations, type ContractOperation } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { useRowKeys, useVisibleRow } from '../state/use-rows.ts';
import { Badge, Method } from '../ui/badge.tsx';
import { Panel } from '../ui/panel.tsx';
import { Empty } from '../ui/states.tsx';
import {
  readSwitch,
  toSwitchCalls,
  type OperationSwitch,
  type SwitchSettings,
  type SwitchState,
  type SwitchTarget,
} from './switches.ts';
import { useHint } from '../ui/use-hint.ts';

/** A switch for each operation: it works, its next requests fail, or all do. */
export function OperationSwitches({ faults }: { readonly faults: readonly Fault[] }) {
  const { route, contract } = useConsole();
  const { q = '' } = route.params;
  const [settings, setSettings] = useState<SwitchSettings>({ status: 503, times: 3 });
  const operations = useMemo(() => listContractOperations(contract), [contract]);
  const found = useMemo(() => operations.filter(createSearch(q)), [operations, q]);
  const shown = found.slice(0, MAX_SHOWN);
  const [position, setPosition] = useState(-1);
  const index = Math.min(position, shown.length - 1);
  const list = useVisibleRow(index);
  const flip = useFlip();
  useRowKeys({
    count: shown.length,
    index,
    select: setPosition,
    open: (at) => {
      const { id = '' } = shown[at] ?? {};
      const { state, rules } = readSwitch(id, faults);
      void flip(id, { state: state === 'off' ? 'some' : 'off', settings, rules });
    },
  });
  return (
    <Panel title="Switches" aside={<Settings settings={settings} change={setSettings} />}>
      {shown.length === 0 ? <Empty title="No operation fits the search." /> : null}
      <ul class="switches" ref={list as preact.Ref<HTMLUListElement>}>
        {shown.map((operation, at) => (
          <SwitchRow
            key={operation.id}
            operation={operation}
            setting={readSwitch(operation.id, faults)}
            settings={settings}
            isSelected={at === index}
          />
        ))}
      </ul>
      {found.length > shown.length ? <p class="muted">{found.length - shown.length} more: search for them.</p> : null}
    </Panel>
  );
}

interface SettingsProps {
  readonly settings: SwitchSettings;
  readonly change: (settings: SwitchSettings) => void;
}

/** What the switches do from now on. */
function Settings({ settings, change }: SettingsProps) {
  const enter = (name: keyof SwitchSettings) => (event: { readonly currentTarget: HTMLInputElement }) =>
    change({ ...settings, [name]: Number(event.currentTarget.value) });
  return (
    <div class="row switch-settings">
      <label>
        Fail the next <input type="number" min={1} value={settings.times} onInput={enter('times')} />
      </label>
      <label>
        with <input type="number" min={200} max={599} value={settings.status} onInput={enter('status')} />
      </label>
    </div>
  );
}

interface RowProps {
  readonly operation: ContractOperation;
  readonly setting: OperationSwitch;
  readonly settings: SwitchSettings;
  readonly isSelected: boolean;
}

function SwitchRow({ operation: { id, method, path, summary }, setting, settings, isSelected }: RowProps) {
  const { state, left, status, others } = setting;
  const labels = { off: 'Off', some: `Next ${state === 'some' ? (left ?? '') : settings.times}`, always: 'Always' };
  return (
    <li aria-current={isSelected ? 'true' : undefined} title={summary}>
      <span class="switch-name">
        <b>{id}</b>
        <small>
          <Method method={method} /> {path}
        </small>
      </span>
      {others.map((kind) => (
        <Badge key={kind} text={kind} />
      ))}
      {state === 'off' ? null : <Badge tone="bad" text={String(status ?? '')} />}
      <span class="segments" role="group" aria-label={`Fail ${id}`}>
        {STATES.map((name) => (
          <SwitchButton key={name} id={id} name={name} label={labels[name]} setting={setting} settings={settings} />
        ))}
      </span>
    </li>
  );
}

interface ButtonProps extends Pick<RowProps, 'setting' | 'settings'> {
  readonly id: string;
  readonly name: SwitchState;
  readonly label: string;
}

function SwitchButton({ id, name, label, setting: { state, rules }, settings }: ButtonProps) {
  const flip = useFlip();
  const target = { state: name, settings, rules };
  const [call] = toSwitchCalls(id, target);
  const pointing = useHint(call);
  const press = (): void => {
    // Pressed again, it counts its requests anew; the others have nothing to do.
    if (state !== name || name === 'some') void flip(id, target);
  };
  return (
    <button type="button" aria-pressed={state === name} onClick={press} {...pointing}>
      {label}
    </button>
  );
}

/** Returns a function that sets a switch. It stops at the first call that fails. */
function useFlip(): (id: string, target: SwitchTarget) => Promise<void> {
  const { perform } = useConsole();
  return async function flip(id, target) {
    const calls = toSwitchCalls(id, target);
    for (const [index, call] of calls.entries()) {
      const done = index === calls.length - 1 ? toDone(id, target) : undefined;
      const { isDone } = await perform(call, done);
      if (!isDone) return;
    }
  };
}

function toDone(id: string, { state, settings: { status, times } }: SwitchTarget): string {
  if (state === 'off') return `${id} works.`;
  return state === 'always' ? `${id} responds ${status} from now on.` : `The next ${times} of ${id} respond ${status}.`;
}

function createSearch(q: string): (operation: ContractOperation) => boolean {
  const words = q.toLowerCase().split(/\s+/);
  return ({ id, method, path, summary }) => {
    const text = `${id} ${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}

const STATES = ['off', 'some', 'always'] as const satisfies readonly SwitchState[];
/** A contract may have more than a thousand operations. */
const MAX_SHOWN = 100;
