import { useMemo, useState } from 'preact/hooks';
import type { Scenario } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { ScreenEntry } from './screens.ts';
import { findCommands, listCommands, type Command } from './commands.ts';

interface PaletteProps {
  readonly screens: readonly ScreenEntry[];
  readonly close: () => void;
}

/** A list of everything that one can go to or do, found by typing. */
export function Palette({ screens, close }: PaletteProps) {
  const console = useConsole();
  const { data } = useLoad<{ scenarios: readonly Scenario[] }>({ method: 'GET', path: '/__admin/scenarios' });
  const [text, setText] = useState('');
  const [index, setIndex] = useState(0);
  const all = useMemo(() => listCommands(console, screens, data?.scenarios ?? []), [data, console.contract]);
  const found = findCommands(all, text);
  const run = (command: Command | undefined): void => {
    close();
    command?.run();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setIndex(Math.max(0, Math.min(found.length - 1, index + step)));
    if (event.key === 'Enter') run(found[index]);
    if (step !== 0 || event.key === 'Enter') event.preventDefault();
  };
  return (
    <Dialog label="Go to" class="palette" close={close}>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found[index] === undefined ? undefined : `command-${index}`}
        aria-label="Search commands"
        placeholder="Go to, or do…"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKey}
      />
      <Choices found={found} index={index} run={run} />
    </Dialog>
  );
}

interface ChoicesProps {
  readonly found: readonly Command[];
  readonly index: number;
  readonly run: (command: Command) => void;
}

function Choices({ found, index, run }: ChoicesProps) {
  if (found.length === 0) return <p class="muted palette-none">Nothing has this name.</p>;
  return (
    <ul id="commands" role="listbox" aria-label="Commands">
      {found.map((command, at) => (
        <li
          key={command.title}
          id={`command-${at}`}
          role="option"
          aria-selected={at === index}
          ref={(row) => {
            if (at === index) row?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => run(command)}
        >
          <span>{command.title}</span>
          <small>{command.kind}</small>
        </li>
      ))}
    </ul>
  );
}
