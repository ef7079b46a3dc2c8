import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface TabsProps<Name extends string> {
  readonly tabs: readonly (readonly [name: Name, label: ComponentChildren])[];
  readonly selected: Name;
  readonly select: (name: Name) => void;
  readonly label: string;
}

/** A row of tabs; the arrow keys go from one to the next. */
export function Tabs<Name extends string>({ tabs, selected, select, label }: TabsProps<Name>) {
  const row = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(([name]) => name === selected);
    const next = (index + step + tabs.length) % tabs.length;
    const [name] = tabs[next] ?? [];
    if (name === undefined) return;
    select(name);
    row.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={row} onKeyDown={move}>
      {tabs.map(([name, text]) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === selected}
          tabIndex={name === selected ? 0 : -1}
          onClick={() => select(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
