import type { JsonObject } from '../../api/types.ts';

/** An edit of a record that was made in this tab, so that it can be undone. */
export interface Edit {
  readonly id: number;
  readonly world: string;
  /** The record's path in the control plane. */
  readonly path: string;
  readonly before: JsonObject;
  /** The record as the edit left it; undefined when it was deleted. */
  readonly after: JsonObject | undefined;
}

/** What was done in this tab that can be undone, and what this page has undone. */
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
