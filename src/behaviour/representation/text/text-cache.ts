import type { JsonText } from '../../../kernel/json/json-text.ts';
import { RecentMap } from '../../../kernel/recent-map.ts';
import type { Store, StoredRecord } from '../../../store/port/store.ts';
import type { Plan, View } from '../plan.ts';
import { TrackedStore } from '../tracking/tracked-store.ts';
import { areUnchanged, trackReads, type ReadSet } from '../tracking/tracking-reader.ts';
import { writeText } from './write-text.ts';

/** A view of a world's committed state. */
export interface StoreView extends View {
  readonly reader: Store;
}

/** Returns the JSON text of a record's representation. */
export type Present = (record: StoredRecord) => JsonText;

/**
 * Stores each text, nested ones too, together with the reads that it was derived from, and returns the same object
 * until one of these reads changes. The rest that a representation depends on (caller, origin, requested relations) is
 * part of the key. Worlds share cached texts, because a record's identity is its version.
 */
export class TextCache {
  readonly #recent = new RecentMap<StoredRecord, readonly CacheEntry[]>(MAX_CACHE_BYTES);

  /** Returns a function that presents the records of one response. */
  presentFor(plan: Plan, view: StoreView): Present {
    const tracked = view.reader instanceof TrackedStore ? view.reader : undefined;
    const store: Store = tracked?.base ?? view.reader;
    const context = { view: { ...view, reader: store }, variant: toVariant(view), revision: store.revision };
    return (record) => {
      const entry = this.#toEntry(plan, record, context);
      if (tracked !== undefined) addReads(entry, tracked);
      return entry.text;
    };
  }

  /** Presents a record as a transaction sees it. */
  presentDraft(plan: Plan, record: StoredRecord, view: View): JsonText {
    return this.#toEntry(plan, record, { view, variant: toVariant(view), revision: undefined }).text;
  }

  /** Returns the current entry of a record, which is written when there is none. */
  #toEntry(plan: Plan, record: StoredRecord, context: CacheContext): CacheEntry {
    const known = this.#recent.get(record) ?? NO_ENTRIES;
    const cached = known.find((entry) => entry.plan === plan && entry.variant === context.variant);
    if (cached !== undefined && isCurrent(cached, context)) return cached;
    const entry = this.#write(plan, record, context);
    // Clients control the number of variants, for example by the Host header.
    const others = known.length >= MAX_VARIANTS ? NO_ENTRIES : known.filter((other) => other !== cached);
    const entries = [...others, entry];
    this.#recent.set(record, entries, sizeOf(entries));
    return entry;
  }

  #write(plan: Plan, record: StoredRecord, context: CacheContext): CacheEntry {
    const { reader, reads } = trackReads(context.view.reader);
    const nested: CacheEntry[] = [];
    const text = writeText(plan, {
      record,
      view: { ...context.view, reader },
      nest: (nestedPlan, other) => {
        const entry = this.#toEntry(nestedPlan, other, context);
        nested.push(entry);
        return entry.text;
      },
    });
    return { plan, variant: context.variant, text, reads, nested, revision: context.revision };
  }
}

/** For whom texts are looked up, and in which state. */
interface CacheContext {
  readonly view: View;
  /** What a text depends on besides the state. */
  readonly variant: string;
  /** The revision of the store. Undefined within a transaction: its state has none. */
  readonly revision: object | undefined;
}

interface CacheEntry {
  readonly plan: Plan;
  readonly variant: string;
  readonly text: JsonText;
  /** The reads of the resource itself. */
  readonly reads: ReadSet;
  /** The entries of the resources that it nests. */
  readonly nested: readonly CacheEntry[];
  /** The revision of the store in which all reads were last found unchanged. */
  revision: object | undefined;
}

/** Returns whether an entry is current. One comparison suffices if the store has not changed since the last check. */
function isCurrent(entry: CacheEntry, context: CacheContext): boolean {
  const { revision, view } = context;
  if (revision !== undefined && entry.revision === revision) return true;
  if (!areUnchanged(entry.reads, view.reader)) return false;
  if (!entry.nested.every((nested) => isCurrent(nested, context))) return false;
  if (revision !== undefined) entry.revision = revision;
  return true;
}

/** Adds the reads of an entry and of those that it nests, each once. */
function addReads({ reads, nested }: CacheEntry, tracked: TrackedStore): void {
  if (!tracked.addReads(reads)) return;
  for (const entry of nested) addReads(entry, tracked);
}

/** Names what a text depends on besides the state: the caller, the origin and the requested relations. */
export function toVariant({ origin, caller, relations, counts }: View): string {
  const requested =
    [...(relations ?? [])].toSorted().join(',') +
    [...(counts ?? [])]
      .toSorted()
      .map((count) => `#${count}`)
      .join(',');
  return `${typeof caller?.key} ${String(caller?.key)} ${origin} ${requested}`;
}

/** Estimates the size in bytes: the text, its envelope's text and the bytes of that, and the read sets. */
function sizeOf(entries: readonly CacheEntry[]): number {
  let size = 0;
  for (const { text, reads, nested } of entries)
    size += text.text.length * 3 + (reads.length + nested.length) * READ_BYTES + ENTRY_BYTES;
  return size;
}

const NO_ENTRIES: readonly CacheEntry[] = [];
const MAX_CACHE_BYTES = 32 * 1024 * 1024;
const MAX_VARIANTS = 16;
const READ_BYTES = 60;
const ENTRY_BYTES = 400;
