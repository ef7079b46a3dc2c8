import type { Resource } from '../../contract/model/resource.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { Store, StoredRecord } from '../../store/port/store.ts';
import { RecentMap } from '../../kernel/recent-map.ts';
import type { Representer, View } from './representer.ts';
import { areUnchanged, trackReads, type ReadSet } from './tracking-reader.ts';

/** A view of what a world holds: not of what a transaction is about to write. */
export interface StoreView extends View {
  readonly reader: Store;
}

/** Gives the JSON text of a record's representation. */
export type Present = (record: StoredRecord) => JsonText;

/** Shows records as texts, for one view after the other. */
export interface Presenter {
  /** False where everything is made anew each time. */
  readonly isCaching: boolean;
  presentFor(resource: Resource, view: StoreView): Present;
}

/**
 * Texts of representations, kept with the versions of all that they were made from: as long as nothing of that has
 * changed, the same object is given again. What else a representation depends on (who asks, the origin, what was asked
 * for) tells apart the texts of one record. Worlds share what they have in common, since a record's identity is its
 * version.
 */
export function createPresenter(representer: Representer, isCaching: boolean): Presenter {
  const write = (resource: Resource, record: StoredRecord, view: View): JsonText =>
    new JsonText(JSON.stringify(representer.represent(resource, record, view)));
  if (!isCaching) return { isCaching, presentFor: (resource, view) => (record) => write(resource, record, view) };

  const recent = new RecentMap<StoredRecord, Map<string, CacheEntry>>(MAX_CACHE_BYTES);
  const make = (resource: Resource, record: StoredRecord, view: StoreView): CacheEntry => {
    const { reader, sights } = trackReads(view.reader);
    return { text: write(resource, record, { ...view, reader }), sights, revision: view.reader.revision };
  };
  const keep = (record: StoredRecord, variant: string, kept: CacheEntry): JsonText => {
    const variants = recent.get(record) ?? new Map<string, CacheEntry>();
    // A client makes up as many variants as it likes (by its Host, say).
    if (variants.size >= MAX_VARIANTS) variants.clear();
    recent.set(record, variants.set(variant, kept), sumOf(variants));
    return kept.text;
  };
  return {
    isCaching,
    presentFor: (resource, view) => {
      const variant = toCacheKey(resource, view);
      return (record) => {
        const kept = recent.get(record)?.get(variant);
        return kept !== undefined && holds(kept, view.reader)
          ? kept.text
          : keep(record, variant, make(resource, record, view));
      };
    },
  };
}

interface CacheEntry {
  readonly text: JsonText;
  readonly sights: ReadSet;
  /** Of the store in which the sights were seen to be unchanged last. */
  revision: object;
}

/** Where nothing at all has changed since it was looked at last, one comparison will do. */
function holds(kept: CacheEntry, store: Store): boolean {
  if (kept.revision === store.revision) return true;
  if (!areUnchanged(kept.sights, store)) return false;
  kept.revision = store.revision;
  return true;
}

function toCacheKey({ name }: Resource, { origin, caller, relations, counts }: StoreView): string {
  const asked =
    [...(relations ?? [])].toSorted().join(',') +
    [...(counts ?? [])]
      .toSorted()
      .map((count) => `#${count}`)
      .join(',');
  return `${name} ${typeof caller?.key} ${String(caller?.key)} ${origin} ${asked}`;
}

/** In bytes: the text, its envelope's and the bytes of that, and what they were made from. */
function sumOf(variants: ReadonlyMap<string, CacheEntry>): number {
  let sum = 0;
  for (const { text, sights } of variants.values())
    sum += text.text.length * 3 + sights.length * READ_BYTES + ENTRY_BYTES;
  return sum;
}

/** In bytes. */
const MAX_CACHE_BYTES = 32 * 1024 * 1024;
const MAX_VARIANTS = 16;
const READ_BYTES = 60;
const ENTRY_BYTES = 400;
