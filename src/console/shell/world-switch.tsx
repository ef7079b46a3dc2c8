import { useState } from 'preact/hooks';
import { BASELINE } from '../api/call.ts';
import { isSandboxName, toMakeCall } from '../api/sandboxes.ts';
import type { Sandbox } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { toWorldParam } from '../state/route.ts';
import { useLoad } from '../state/use-load.ts';

/** Chooses the world that all screens show, or makes a sandbox and shows it. */
export function WorldSwitch() {
  const { world, place, setParams } = useConsole();
  const { data } = useLoad<{ sandboxes: readonly Sandbox[] }>({ method: 'GET', path: '/__admin/sandboxes' });
  const [isNaming, setNaming] = useState(false);
  const names = new Set([BASELINE, ...(data?.sandboxes ?? []).map(({ name }) => name), world]);
  const choose = (name: string): void => {
    if (name === NEW) setNaming(true);
    else setParams({ ...NO_REQUEST, world: toWorldParam(name, place) }, true);
  };
  if (isNaming) return <NewWorld names={names} choose={choose} close={() => setNaming(false)} />;
  return (
    <label class="world">
      <span class="unseen">World</span>
      <select id="world" value={world} title="World (w)" onChange={(event) => choose(event.currentTarget.value)}>
        {[...names].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value={NEW}>New sandbox…</option>
      </select>
    </label>
  );
}

interface NewWorldProps {
  /** The worlds that are there. Making one of them would reset it. */
  readonly names: ReadonlySet<string>;
  readonly choose: (name: string) => void;
  readonly close: () => void;
}

function NewWorld({ names, choose, close }: NewWorldProps) {
  const { perform } = useConsole();
  const [name, setName] = useState('');
  const show = (): void => {
    choose(name);
    close();
  };
  return (
    <form
      class="world"
      onSubmit={(event) => {
        event.preventDefault();
        if (names.has(name)) show();
        else if (isSandboxName(name)) void perform(toMakeCall(name), `The sandbox ${name} is there.`, show);
      }}
    >
      <label class="unseen" for="new-world">
        Name of the sandbox
      </label>
      <input
        id="new-world"
        value={name}
        ref={(input) => input?.focus()}
        placeholder="name, then Enter"
        pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
        onInput={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
    </form>
  );
}

/** A request is of one world. */
const NO_REQUEST = { request: undefined, with: undefined };
/** No sandbox can have this name. */
const NEW = ' new';
