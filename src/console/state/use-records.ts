import { toPath } from '../api/call.ts';
import type { JsonObject } from '../api/types.ts';
import { useLoaded, type Loaded } from './use-load.ts';

/** The records of a collection, and the property that identifies them. */
export interface CollectionRecords {
  readonly key: string;
  readonly records: readonly JsonObject[];
}

interface Page extends CollectionRecords {
  readonly next?: number | null;
}

/** Loads the records of a collection in pages, so that the browser is never busy for long with one of them. */
export function useRecords(collection: string | undefined): Loaded<CollectionRecords> {
  return useLoaded(collection, async (client, signal) => {
    const path = toPath`/__admin/state/${collection ?? ''}`;
    const records: JsonObject[] = [];
    let key = '';
    let after: number | null | undefined = 0;
    while (typeof after === 'number') {
      const page = (await client.send({ method: 'GET', path, query: { after, limit: PAGE } }, signal)) as Page;
      records.push(...page.records);
      ({ key, next: after } = page);
    }
    return { key, records };
  });
}

const PAGE = 500;
