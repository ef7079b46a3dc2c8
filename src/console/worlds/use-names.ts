import { toPath } from '../api/call.ts';
import type { JsonObject } from '../api/types.ts';
import { toLabel } from '../data/schema/layout.ts';
import { useLoaded } from '../state/use-load.ts';

/** A record of a world. */
interface RecordPlace {
  readonly collection: string;
  readonly key: string;
}

/** Loads what the first of some records are called in a world. What has no name, or is not loaded yet, is left out. */
export function useNames(records: readonly RecordPlace[], world: string | undefined): ReadonlyMap<string, string> {
  const named = world === undefined ? [] : records.slice(0, MAX_NAMED);
  const { data } = useLoaded(
    named.length === 0 ? undefined : `names ${world} ${named.map(toNameKey).join(' ')}`,
    async (client, signal) => {
      const found = await Promise.all(
        named.map(async (place) => {
          const path = toPath`/__admin/state/${place.collection}/${place.key}`;
          const call = { method: 'GET', path, ...(world === undefined ? {} : { world }) } as const;
          // A record may be gone since, and a world too.
          const record = await client.send(call, signal).catch(() => ({}));
          return [toNameKey(place), toLabel(record as JsonObject)] as const;
        }),
      );
      return new Map(found.flatMap(([key, name]) => (name === undefined ? [] : [[key, name] as const])));
    },
  );
  return data ?? NONE;
}

/** Returns the key of a record's name. */
export function toNameKey({ collection, key }: RecordPlace): string {
  return `${collection}/${key}`;
}

const NONE: ReadonlyMap<string, string> = new Map();
/** Each is loaded by a call of its own. */
const MAX_NAMED = 30;
