import type { Resource } from '../../contract/model/resource.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { Store, StoredRecord } from '../../store/port/store.ts';
import { RecentMap } from '../../kernel/recent-map.ts';
import type { Representer, View } from './representer.ts';
import { TrackedStore } from './tracked-store.ts';
import { areUnchanged, trackReads, type ReadSet } from './tracking-reader.ts';

/** A view of a world's committed state. */
export interface StoreView extends View {
  readonly reader: Store;
}

/** Returns the JSON text of a record's representation. */
export type Present = (record: StoredRecord) => JsonText;

/** Represents records as JSON texts. */
export interface Presenter {
  /** Whether texts are cached across requests. */
  readonly isCaching: boolean;
  presentFor(resource: Resource, view: StoreView): Present;
  /** Represents a record as a transaction sees it. Once it is committed, `presentFor` returns the same text. */
  presentDraft(resource: Resource, record: StoredRecord, view: View): JsonText;
}

/**
 * Creates a presenter. With caching, it stores each text together with the read set that it was derived from, and
 * returns the same object until one of these reads changes. The rest that a representation depends on (caller, origin,
 * requested relations) forms the cache key of a record's variants. Worlds share cached texts, because a record's
 * identity is its version.
 */
export function createPresenter(representer: Representer, isCaching: boolean): Presenter {
  const write: Write = (resource, record, view) => {
    const value = representer.represent(resource, record, view);
    return new JsonText(JSON.stringify(value), { takeValue: () => value });
  };
  return isCaching
    ? createCachingPresenter(write)
    : { isCaching, presentFor: (resource, view) => (record) => write(resource, record, view), presentDraft: write };
}

/** Writes the text of a record's representation. */
type Write = (resource: Resource, record: StoredRecord, view: View) => JsonText;

function createCachingPresenter(write: Write): Presenter {
  const recent = new RecentMap<StoredRecord, Map<string, CacheEntry>>(MAX_CACHE_BYTES);
  const make = (resource: Resource, record: StoredRecord, view: View, revision: object): CacheEntry => {
    const { reader, reads } = trackReads(view.reader);
    return { text: write(resource, record, { ...view, reader }), reads, revision };
  };
  const store = (record: StoredRecord, variant: string, entry: CacheEntry): CacheEntry => {
    const variants = recent.get(record) ?? new Map<string, CacheEntry>();
    // Clients control the number of variants, for example by the Host header.
    if (variants.size >= MAX_VARIANTS) variants.clear();
    recent.set(record, variants.set(variant, entry), sizeOf(variants));
    return entry;
  };
  return {
    isCaching: true,
    presentFor: (resource, view) => {
      const variant = toCacheKey(resource, view);
      const tracked = view.reader instanceof TrackedStore ? view.reader : undefined;
      const base = tracked === undefined ? view : { ...view, reader: tracked.base };
      return (record) => {
        const cached = recent.get(record)?.get(variant);
        const entry =
          cached !== undefined && isCurrent(cached, base.reader)
            ? cached
            : store(record, variant, make(resource, record, base, base.reader.revision));
        tracked?.addReads(entry.reads);
        return entry.text;
      };
    },
    presentDraft: (resource, record, view) =>
      store(record, toCacheKey(resource, view), make(resource, record, view, DRAFT)).text,
  };
}

interface CacheEntry {
  readonly text: JsonText;
  readonly reads: ReadSet;
  /** The revision of the store in which the reads were last found unchanged. */
  revision: object;
}

/** Returns whether an entry is current. One comparison suffices if the store has not changed since the last check. */
function isCurrent(entry: CacheEntry, store: Store): boolean {
  if (entry.revision === store.revision) return true;
  if (!areUnchanged(entry.reads, store)) return false;
  entry.revision = store.revision;
  return true;
}

function toCacheKey({ name }: Resource, { origin, caller, relations, counts }: View): string {
  const requested =
    [...(relations ?? [])].toSorted().join(',') +
    [...(counts ?? [])]
      .toSorted()
      .map((count) => `#${count}`)
      .join(',');
  return `${name} ${typeof caller?.key} ${String(caller?.key)} ${origin} ${requested}`;
}

/** Estimates the size in bytes: the text, its envelope's text and the bytes of that, and the read sets. */
function sizeOf(variants: ReadonlyMap<string, CacheEntry>): number {
  let size = 0;
  for (const { text, reads } of variants.values())
    size += text.text.length * 3 + reads.length * READ_BYTES + ENTRY_BYTES;
  return size;
}

/** The revision of a text that was made within a transaction: its reads are checked before the text is used again. */
const DRAFT = {};
const MAX_CACHE_BYTES = 32 * 1024 * 1024;
const MAX_VARIANTS = 16;
const READ_BYTES = 60;
const ENTRY_BYTES = 400;
