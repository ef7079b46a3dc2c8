import { useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { CallError, type Client } from '../api/client.ts';
import { findDifferences } from '../api/differences.ts';
import { NO_RESPONSE, type Failure } from '../api/failure.ts';
import { useConsole } from '../state/console.ts';
import type { Edit } from '../state/use-edits.ts';
import { useKeys } from '../state/use-keys.ts';

/** Undoes the latest edit of this page in the world: it restores the record, unless that has changed since. */
export function UndoEdit() {
  const { edits, world, hint } = useConsole();
  const edit = edits.findLast((one) => one.world === world);
  const undo = useUndo();
  const [isUndoing, setUndoing] = useState(false);
  const press = (): void => {
    if (edit === undefined || isUndoing) return;
    setUndoing(true);
    void undo(edit).then(() => setUndoing(false));
  };
  useKeys({ u: press });
  if (edit === undefined) return null;
  return (
    <button
      type="button"
      class="button"
      title={`Undo the edit of ${toName(edit)} (u)`}
      aria-busy={isUndoing}
      onFocus={() => hint(toRestore(edit))}
      onMouseEnter={() => hint(toRestore(edit))}
      onClick={press}
    >
      Undo {edit.after === undefined ? 'delete' : 'edit'}
    </button>
  );
}

function useUndo(): (edit: Edit) => Promise<void> {
  const { client, perform, notify, dropEdit } = useConsole();
  return async function undo(edit) {
    const now = await readRecord(client, edit);
    if (now.failure !== undefined) {
      notify({ kind: 'failed', text: `The edit is not undone: ${now.failure.title}`, detail: now.failure.detail });
      return;
    }
    const differences = findDifferences(edit.after, now.record);
    if (differences.length > 0) {
      // It stays as it is: what others did since would be lost.
      dropEdit(edit.id);
      const detail =
        now.record === undefined
          ? `${toName(edit)} was deleted.`
          : `${toName(edit)}: ${differences.map(({ path }) => (path === '' ? 'it is there again' : path)).join(', ')}`;
      notify({ kind: 'failed', text: 'The edit is not undone: the record has changed since.', detail });
      return;
    }
    const { isDone } = await perform(toRestore(edit), `The edit of ${toName(edit)} is undone.`);
    if (isDone) dropEdit(edit.id);
  };
}

/** Returns the call that makes the record what it was. */
function toRestore({ path, before, world }: Edit): Call {
  return { method: 'PUT', path, body: before, world };
}

/** Reads a record as it is now: undefined when there is none. */
async function readRecord(
  client: Client,
  { path, world }: Edit,
): Promise<{ readonly record?: unknown; readonly failure?: Failure }> {
  try {
    return { record: await client.send({ method: 'GET', path, world }) };
  } catch (error) {
    const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
    return failure.status === 404 ? {} : { failure };
  }
}

/** Returns the collection and the key of an edited record: `accounts / 7`. */
function toName({ path }: Edit): string {
  return path.split('/').slice(-2).map(decodeURIComponent).join(' / ');
}
