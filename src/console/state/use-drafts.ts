import { useCallback, useEffect, useState } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';

/** The unsaved changes of a record. */
export interface Draft {
  /** The record as it was when editing began. */
  readonly base: JsonObject;
  readonly record: JsonObject;
}

/** The unsaved changes of this page, by `toDraftKey`. */
export interface Drafts {
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Keeps a draft, or forgets it. */
  readonly setDraft: (key: string, draft: Draft | undefined) => void;
}

/** Keeps unsaved changes while other screens and records are shown. The browser asks before it leaves the page. */
export function useDrafts(): Drafts {
  const [drafts, setDrafts] = useState<Drafts['drafts']>(new Map());
  const setDraft = useCallback<Drafts['setDraft']>((key, draft) => {
    setDrafts((all) => {
      const others = [...all].filter(([name]) => name !== key);
      return new Map(draft === undefined ? others : [...others, [key, draft]]);
    });
  }, []);
  useEffect(() => {
    if (drafts.size === 0) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [drafts.size]);
  return { drafts, setDraft };
}

/** Returns the key of a record's draft. `path` is the record's in the control plane. */
export function toDraftKey(world: string, path: string): string {
  return `${world} ${path}`;
}
