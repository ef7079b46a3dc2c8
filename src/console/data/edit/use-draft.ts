import { useEffect, useRef, useState } from 'preact/hooks';
import { isSame } from '../../api/differences.ts';
import type { JsonObject } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { toDraftKey } from '../../state/use-drafts.ts';
import { toLabel } from '../schema/layout.ts';

/** What is edited, and the functions that change it. */
export interface EditedDraft {
  /** The record as it was when editing began. */
  readonly base: JsonObject;
  /** Undefined while what was typed stands for no record. */
  readonly draft: JsonObject | undefined;
  /** The latest record that was typed. */
  readonly last: JsonObject;
  /** Whether the changes were made before the editor opened. */
  readonly isKept: boolean;
  readonly change: (record: JsonObject | undefined) => void;
  readonly forget: () => void;
}

/** Edits a record. Changes that are not saved are kept when the editor closes, and a notice leads back to them. */
export function useDraft(path: string, record: JsonObject): EditedDraft {
  const { world, drafts, setDraft, notify, go, route } = useConsole();
  const key = toDraftKey(world, path);
  const [kept] = useState(drafts.get(key));
  const [base] = useState(kept?.base ?? record);
  const [draft, setEdited] = useState<JsonObject | undefined>(kept?.record ?? record);
  const [last, setLast] = useState(kept?.record ?? record);
  const isUnsaved = useRef(kept !== undefined);
  const keep = (changed: JsonObject): void => {
    isUnsaved.current = !isSame(base, changed);
    setDraft(key, isUnsaved.current ? { base, record: changed } : undefined);
  };
  const back = useRef({ screen: route.screen, params: { world: undefined, ...route.params } });
  useEffect(
    () => () => {
      if (!isUnsaved.current) return;
      const { screen, params } = back.current;
      const text = `Your changes of ${toLabel(base) ?? 'the record'} are kept, but not saved.`;
      notify({ kind: 'done', text, action: { title: 'Continue', run: () => go(screen, params) } });
    },
    [],
  );
  return {
    base,
    draft,
    last,
    isKept: kept !== undefined,
    change: (changed) => {
      setEdited(changed);
      if (changed === undefined) return;
      setLast(changed);
      keep(changed);
    },
    forget: () => keep(base),
  };
}
