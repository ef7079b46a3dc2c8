import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { toColumnParam, toggleColumn } from './columns.ts';

interface MenuProps {
  /** All columns that the records have. */
  readonly names: readonly string[];
  readonly shown: readonly string[];
  /** The columns that are shown at first. */
  readonly initial: readonly string[];
}

/** A box for each column of a table, which shows or hides it. The address keeps the choice. */
export function ColumnMenu({ names, shown, initial }: MenuProps) {
  const { setParams } = useConsole();
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = ({ target }: Event): void => {
      if (box.current?.open === true && target instanceof Node && !box.current.contains(target)) box.current.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, []);
  return (
    <details class="column-menu" ref={box} onKeyDown={closeOnEscape}>
      <summary class="button quiet">
        Columns: {shown.length} of {names.length}
      </summary>
      <div class="column-list" role="group" aria-label="Columns">
        {names.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={shown.includes(name)}
              disabled={shown.length === 1 && shown.includes(name)}
              onChange={() => setParams({ columns: toColumnParam(toggleColumn(shown, name), initial) })}
            />
            {name}
          </label>
        ))}
        <button type="button" class="button" onClick={() => setParams({ columns: undefined })}>
          As at first
        </button>
      </div>
    </details>
  );
}

/** Closes the menu, and nothing else: the selected record stays. */
function closeOnEscape(event: TargetedKeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.preventDefault();
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}
