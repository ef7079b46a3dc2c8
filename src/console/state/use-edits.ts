import { useCallback, useRef, useState } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';

/** An edit of a record that this page has made, so that it can be undone. */
export interface Edit {
  readonly id: number;
  readonly world: string;
  /** The record's path in the control plane. */
  readonly path: string;
  readonly before: JsonObject;
  /** The record as the edit left it; undefined when it was deleted. */
  readonly after: JsonObject | undefined;
}

/** What this page has done that can be undone, and what it has undone. */
export interface Edits {
  /** The latest last. */
  readonly edits: readonly Edit[];
  /** Remembers an edit, and returns it with its id. */
  readonly addEdit: (edit: Omit<Edit, 'id'>) => Edit;
  readonly dropEdit: (id: number) => void;
  /** The recorded requests whose changes this page has undone, by `toExchangeKey`. */
  readonly undone: ReadonlySet<string>;
  readonly addUndone: (key: string) => void;
}

/** Remembers the edits and undone requests of this page until it is left. */
export function useEdits(): Edits {
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const last = useRef(0);
  const addEdit = useCallback<Edits['addEdit']>((edit) => {
    const added = { ...edit, id: (last.current += 1) };
    setEdits((all) => [...all.slice(1 - MAX_EDITS), added]);
    return added;
  }, []);
  const dropEdit = useCallback<Edits['dropEdit']>((id) => setEdits((all) => all.filter((edit) => edit.id !== id)), []);
  const [undone, setUndone] = useState<ReadonlySet<string>>(new Set());
  const addUndone = useCallback((key: string) => setUndone((all) => new Set([...all, key])), []);
  return { edits, addEdit, dropEdit, undone, addUndone };
}

const MAX_EDITS = 50;
