import { useState } from 'preact/hooks';
import { BASELINE } from '../api/call.ts';
import { isSandboxName, toMakeCall } from '../api/sandboxes.ts';
import type { Sandbox } from '../api/types.ts';
import { Action, Form } from '../ui/action.tsx';

/** Makes a sandbox by a name. */
export function NewSandbox({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) {
  const [name, setName] = useState('');
  // Making it again would reset it.
  const isThere = name === BASELINE || sandboxes.some((sandbox) => sandbox.name === name);
  return (
    <Form class="row">
      <label>
        <span class="unseen">Name of the sandbox</span>
        <input value={name} placeholder="Name of a sandbox" onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <Action
        call={toMakeCall(name)}
        done={`The sandbox ${name} is there.`}
        isDisabled={isThere || !isSandboxName(name)}
        title={isThere ? `${name} is there already.` : 'A copy of the baseline'}
        kind="primary"
        isSubmit
        onDone={() => setName('')}
      >
        Make
      </Action>
    </Form>
  );
}
