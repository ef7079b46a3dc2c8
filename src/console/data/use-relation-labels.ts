import { useMemo } from 'preact/hooks';
import { toPath } from '../api/call.ts';
import type { JsonObject } from '../api/types.ts';
import { useLoaded } from '../state/use-load.ts';
import { toLabel } from './schema/layout.ts';
import type { Reference } from './schema/model.ts';
import type { RelationLabels } from './table.ts';
import type { CollectionRecords } from '../state/use-records.ts';

/**
 * Loads what the records are called that records refer to, of each collection the first ones. Returns undefined until
 * then.
 */
export function useRelationLabels(references: readonly Reference[] = NONE): readonly RelationLabels[] | undefined {
  const collections = [...new Set(references.map(({ collection }) => collection))].toSorted();
  const { data, failure } = useLoaded(
    collections.length === 0 ? undefined : `labels ${collections.join(' ')}`,
    async (client, signal) => {
      const pages = await Promise.all(
        collections.map(async (collection) => {
          const path = toPath`/__admin/state/${collection}`;
          return (await client.send({ method: 'GET', path, query: { limit: MAX_LABELS } }, signal)) as CollectionRecords;
        }),
      );
      return new Map(pages.map((page, index) => [collections[index] ?? '', toLabels(page)]));
    },
  );
  return useMemo(() => {
    if (data === undefined && failure === undefined && references.length > 0) return undefined;
    return references.flatMap(({ name, property, collection }) => {
      const labels = data?.get(collection);
      return labels === undefined || labels.size === 0 ? [] : [{ name, property, labels }];
    });
  }, [data, failure, references]);
}

function toLabels({ key, records }: CollectionRecords): ReadonlyMap<string, string> {
  return new Map(
    records.flatMap((record: JsonObject) => {
      const label = toLabel(record);
      return label === undefined ? [] : [[String(record[key]), label] as const];
    }),
  );
}

const NONE: readonly Reference[] = [];
const MAX_LABELS = 500;
