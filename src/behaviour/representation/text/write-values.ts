import type { Proof } from '../../../kernel/json/json-text.ts';
import { setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { TextFragment } from '../../../kernel/json/text-fragment.ts';
import { RecentMap } from '../../../kernel/recent-map.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { View } from '../plan.ts';
import type { ValuesPart } from './text-parts.ts';

/** Values of a resource, and their text. */
export interface WrittenValues {
  readonly value: JsonObject;
  /** The text of an object of the values, without the brace at its end. */
  readonly open: TextFragment;
  readonly isEmpty: boolean;
  /**
   * Whether the outlines that consist of these values and of placeholders are valid, by the relations that they show.
   */
  readonly proofs: Map<string, Proof>;
}

/** Writes the values of a record that the view shows. */
export function writeValues({ properties }: ValuesPart, record: StoredRecord, view: View): WrittenValues {
  const value: Record<string, JsonValue> = {};
  for (const { name, read } of properties) {
    const shown = read(record, view);
    if (shown !== undefined) setOwn(value, name, shown);
  }
  const text = JSON.stringify(value);
  return {
    value,
    open: new TextFragment(text.slice(0, -1)),
    isEmpty: text.length === EMPTY_LENGTH,
    proofs: new Map(),
  };
}

/**
 * Keeps written values with the record that they are read from: they depend on no other record, and a record is
 * replaced and never changed.
 */
export class KeptValues {
  readonly #recent = new RecentMap<StoredRecord, readonly KeptEntry[]>(MAX_BYTES);

  /**
   * Returns the values of a part, which are written when they are not kept. `viewer` names the caller and the origin.
   */
  find(part: ValuesPart, record: StoredRecord, { view, viewer }: KeptContext): WrittenValues {
    const known = this.#recent.get(record) ?? NO_ENTRIES;
    for (const entry of known) if (entry.part === part && entry.viewer === viewer) return entry.values;
    const values = writeValues(part, record, view);
    // Clients control the number of entries, for example by the Host header.
    const entries = [...(known.length >= MAX_ENTRIES ? NO_ENTRIES : known), { part, viewer, values }];
    this.#recent.set(
      record,
      entries,
      entries.reduce((size, entry) => size + sizeOf(entry), 0),
    );
    return values;
  }
}

/** For whom values are written. */
export interface KeptContext {
  readonly view: View;
  readonly viewer: string;
}

interface KeptEntry {
  readonly part: ValuesPart;
  readonly viewer: string;
  readonly values: WrittenValues;
}

/** Estimates the size in bytes: the text, the bytes of it, and the object around the record's values. */
function sizeOf({ values: { open } }: KeptEntry): number {
  return open.text.length * 3 + ENTRY_BYTES;
}

const NO_ENTRIES: readonly KeptEntry[] = [];
/** The length of an object without properties. */
const EMPTY_LENGTH = 2;
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ENTRIES = 16;
const ENTRY_BYTES = 600;
