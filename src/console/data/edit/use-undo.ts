import type { Call } from '../../api/call.ts';
import type { Failure } from '../../api/failure.ts';
import { useConsole } from '../../state/console.ts';
import type { Edit } from '../../state/edits/edit.ts';
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
  const { perform, notify, addEdit, dropEdit } = useConsole();
  const undo: Undo['undo'] = async (edit) => {
    const outcome = await perform(toRevert(edit), () => ({
      text: `The ${toVerb(edit)} of ${toName(edit)} is undone.`,
      about: toAbout(edit),
    }));
    // The record stays as it is when it has changed since: what others did would be lost.
    if (outcome.isDone || isPast(outcome.failure)) dropEdit(edit.id);
  };
  return {
    undo,
    addEdit: (edit) => {
      const added = addEdit(edit);
      notify({
        kind: 'done',
        text: `${toName(edit)} is ${edit.after === undefined ? 'deleted' : 'saved'}.`,
        detail: 'The key u undoes it.',
        about: toAbout(added),
        action: { title: 'Undo', run: () => void undo(added) },
      });
    },
  };
}

/** Returns what the notices about an edit have in common. */
function toAbout({ id }: Edit): string {
  return `edit ${id}`;
}

/** Returns the call that makes the record what it was, unless it has changed since. */
export function toRevert({ path, before, after, world }: Edit): Call {
  return { method: 'POST', path: `${path}/revert`, body: { before, after: after ?? null }, world };
}

/** Returns the name of an edited record: what its values call it, or its collection and key, `accounts / 7`. */
export function toName({ path, before, after }: Omit<Edit, 'id'>): string {
  return toLabel(after ?? before) ?? path.split('/').slice(-2).map(decodeURIComponent).join(' / ');
}

/** Returns what was done to a record. */
export function toVerb({ after }: Edit): 'edit' | 'delete' {
  return after === undefined ? 'delete' : 'edit';
}

/** Whether an edit can never be undone: its record has changed since, or the server no longer has its collection. */
function isPast({ code, status }: Failure): boolean {
  return code === 'STATE_CONFLICT' || status === 404;
}
