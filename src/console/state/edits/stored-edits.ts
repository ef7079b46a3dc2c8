import { isJsonObject } from '../../api/types.ts';
import type { Edit } from './edit.ts';

/** Where a tab keeps texts by their names. */
export interface TabStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** Returns the edits that were stored for a server, and nothing of what is none. */
export function readEdits(storage: TabStorage | undefined, root: string): readonly Edit[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(toName(root)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isEdit) : [];
  } catch {
    return [];
  }
}

/**
 * Stores edits for a server until the tab is closed, at least the latest ones that there is room for. Their records are
 * those that the server has shown, without secrets; it checks that they are still the same before it undoes one.
 */
export function storeEdits(storage: TabStorage | undefined, root: string, edits: readonly Edit[]): void {
  const texts = edits.map((edit) => JSON.stringify(edit));
  while (texts.reduce((length, text) => length + text.length, 0) > MAX_LENGTH) texts.shift();
  try {
    storage?.setItem(toName(root), `[${texts.join(',')}]`);
  } catch {
    // The page still has them.
  }
}

function isEdit(value: unknown): value is Edit {
  return (
    isJsonObject(value) &&
    typeof value['id'] === 'number' &&
    typeof value['world'] === 'string' &&
    typeof value['path'] === 'string' &&
    isJsonObject(value['before']) &&
    (value['after'] === undefined || isJsonObject(value['after']))
  );
}

function toName(root: string): string {
  return `edits of ${root}`;
}

/** In characters. Browsers allow a site some million of them. */
const MAX_LENGTH = 1_000_000;
