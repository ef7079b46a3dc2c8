import { useState } from 'preact/hooks';
import { toPath } from '../api/call.ts';
import type { Snapshot } from '../api/types.ts';
import { useLoad } from '../state/use-load.ts';
import { Action, Form } from '../ui/action.tsx';
import { toCount, toLocalTime } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Await } from '../ui/states.tsx';

/** Named states of the world, and its reset. */
export function SnapshotPanel() {
  const loaded = useLoad<{ snapshots: readonly Snapshot[] }>({ method: 'GET', path: '/__admin/snapshots' });
  return (
    <Panel
      title="State"
      aside={
        <Action
          call={{ method: 'POST', path: '/__admin/reset' }}
          done="The world is as it was at first."
          confirm="Really reset?"
        >
          Reset the world
        </Action>
      }
    >
      <SaveRow />
      <Await loaded={loaded} lines={2}>
        {({ snapshots }) =>
          snapshots.length === 0 ? (
            <p class="muted">No snapshot yet. Save one before you try something.</p>
          ) : (
            <ul class="snapshots">
              {snapshots.map((snapshot) => (
                <SnapshotRow key={snapshot.name} snapshot={snapshot} />
              ))}
            </ul>
          )
        }
      </Await>
    </Panel>
  );
}

/** Saves the state by a name. */
function SaveRow() {
  const [name, setName] = useState('');
  return (
    <Form class="row">
      <label class="grow">
        <span class="unseen">Name of the snapshot</span>
        <input
          value={name}
          placeholder="Name, such as: before checkout"
          maxLength={100}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <Action
        call={{ method: 'POST', path: '/__admin/snapshots', body: { name, replace: true } }}
        done={`Saved as “${name}”.`}
        isDisabled={name.trim() === ''}
        isSubmit
        onDone={() => setName('')}
      >
        Save
      </Action>
    </Form>
  );
}

function SnapshotRow({ snapshot: { name, records, time } }: { readonly snapshot: Snapshot }) {
  return (
    <li>
      <span class="grow">
        <b>{name}</b>
        <small class="muted">
          {toCount(records, 'record')} · {toLocalTime(time)}
        </small>
      </span>
      <Action
        call={{ method: 'POST', path: toPath`/__admin/snapshots/${name}/restore` }}
        done={`The world is as in “${name}”.`}
      >
        Restore
      </Action>
      <Action
        call={{ method: 'DELETE', path: toPath`/__admin/snapshots/${name}` }}
        done={`“${name}” is deleted.`}
        kind="quiet"
        confirm="Delete?"
      >
        Delete
      </Action>
    </li>
  );
}
