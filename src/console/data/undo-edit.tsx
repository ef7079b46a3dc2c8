import { useState } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { toName, toRevert, toVerb, useUndo } from './edit/use-undo.ts';
import { useHint } from '../ui/use-hint.ts';

/** Undoes the latest edit of this page in the world: it restores the record, unless that has changed since. */
export function UndoEdit() {
  const { edits, world } = useConsole();
  const edit = edits.findLast((one) => one.world === world);
  const { undo } = useUndo();
  const [isUndoing, setUndoing] = useState(false);
  const press = (): void => {
    if (edit === undefined || isUndoing) return;
    setUndoing(true);
    void undo(edit).then(() => setUndoing(false));
  };
  useKeys({ u: press });
  const pointing = useHint(edit === undefined ? undefined : toRevert(edit));
  if (edit === undefined) return null;
  return (
    <button
      type="button"
      class="button undo"
      title="Key: u"
      aria-busy={isUndoing}
      {...pointing}
      onClick={press}
    >
      Undo {toVerb(edit)} of {toName(edit)}
    </button>
  );
}
