import type { Call } from '../../api/call.ts';
import { CallError, type Client } from '../../api/client.ts';
import { findDifferences } from '../../api/differences.ts';
import { NO_RESPONSE, type Failure } from '../../api/failure.ts';
import { useConsole } from '../../state/console.ts';
import type { Edit } from '../../state/use-edits.ts';
import { toLabel } from '../schema/layout.ts';

/** What a person does and undoes: an edit or a delete of a record. */
export interface Undo {
  /** Restores the record as it was before an edit, unless it has changed since. */
  readonly undo: (edit: Edit) => Promise<void>;
  /** Remembers an edit, and tells of it with a button that undoes it. */
  readonly addEdit: (edit: Omit<Edit, 'id'>) => void;
}

/** Returns the functions that remember edits and undo them. */
export function useUndo(): Undo {
  const { client, perform, notify, addEdit, dropEdit } = useConsole();
  const undo: Undo['undo'] = async (edit) => {
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
    const { isDone } = await perform(toRestore(edit), `The ${toVerb(edit)} of ${toName(edit)} is undone.`);
    if (isDone) dropEdit(edit.id);
  };
  return {
    undo,
    addEdit: (edit) => {
      const added = addEdit(edit);
      notify({
        kind: 'done',
        text: `${toName(edit)} is ${edit.after === undefined ? 'deleted' : 'saved'}.`,
        detail: 'The key u undoes it.',
        action: { title: 'Undo', run: () => void undo(added) },
      });
    },
  };
}

/** Returns the call that makes the record what it was. */
export function toRestore({ path, before, world }: Edit): Call {
  return { method: 'PUT', path, body: before, world };
}

/** Returns the name of an edited record: what its values call it, or its collection and key, `accounts / 7`. */
export function toName({ path, before, after }: Omit<Edit, 'id'>): string {
  return toLabel(after ?? before) ?? path.split('/').slice(-2).map(decodeURIComponent).join(' / ');
}

/** Returns what was done to a record. */
export function toVerb({ after }: Edit): 'edit' | 'delete' {
  return after === undefined ? 'delete' : 'edit';
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
