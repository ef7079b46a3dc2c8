import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Edit, Edits } from './edit.ts';
import { readEdits, storeEdits, type TabStorage } from './stored-edits.ts';

/**
 * Remembers the edits of this tab, also while the page is loaded again, and the undone requests of this page. `root` is
 * the server's address.
 */
export function useEdits(root: string): Edits {
  const [edits, setEdits] = useState(() => readEdits(findStorage(), root));
  const last = useRef(Math.max(0, ...edits.map(({ id }) => id)));
  useEffect(() => storeEdits(findStorage(), root, edits), [edits]);
  const addEdit = useCallback<Edits['addEdit']>((edit) => {
    const added: Edit = { ...edit, id: (last.current += 1) };
    setEdits((all) => [...all.slice(1 - MAX_EDITS), added]);
    return added;
  }, []);
  const dropEdit = useCallback<Edits['dropEdit']>((id) => setEdits((all) => all.filter((edit) => edit.id !== id)), []);
  const [undone, setUndone] = useState<ReadonlySet<string>>(new Set());
  const addUndone = useCallback((key: string) => setUndone((all) => new Set([...all, key])), []);
  return { edits, addEdit, dropEdit, undone, addUndone };
}

/** Returns the storage of the tab; undefined in a browser that allows none. */
function findStorage(): TabStorage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

const MAX_EDITS = 50;
