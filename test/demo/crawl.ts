import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { queryParametersOf } from '../support/example-calls.ts';

/** A response to a GET of the API. */
export interface CrawledPage {
  readonly operation: Operation;
  readonly status: number;
  readonly body: JsonValue;
}

/** A URL in a response, and where it stands. */
export interface FoundUrl {
  readonly url: string;
  readonly operation: string;
  /** Names of properties, from the record on. */
  readonly path: readonly string[];
  /** The object that holds it. */
  readonly holder: JsonObject;
}

const { contract } = await loadContract(undefined);

/**
 * Sends every GET of the API as the user of a Multiplai token: all pages of each list, and every listed record, with
 * all relations. `base` is the address of the server. `maxRecords` limits the records of each list that are retrieved
 * one by one.
 */
export async function crawl(
  base: string,
  token: string,
  maxRecords = Number.POSITIVE_INFINITY,
): Promise<readonly CrawledPage[]> {
  const pages: CrawledPage[] = [];
  const get = async (operation: Operation, path: string): Promise<JsonObject> => {
    const response = await fetch(`${base}${path}`, { headers: { 'x-multiplai-authorization': token } });
    const body = (await response.json()) as JsonValue;
    pages.push({ operation, status: response.status, body });
    return isJsonObject(body) ? body : {};
  };
  const reads = contract.operations.filter(({ method }) => method === 'GET');
  for (const operation of reads.filter(({ path }) => !path.includes('{'))) {
    const query = [...relationsOf(operation), ...(operation.behaviour === 'list' ? ['per_page=100'] : [])].join('&');
    const records: JsonObject[] = [];
    let last = 1;
    for (let page = 1; page <= last; page += 1) {
      const body = await get(operation, `${operation.path}?${query}${page === 1 ? '' : `&page=${page}`}`);
      const meta = body['meta'];
      last = isJsonObject(meta) ? Number(meta['last_page']) : 1;
      if (Array.isArray(body['data'])) records.push(...(body['data'] as JsonObject[]));
    }
    const one = reads.find(({ path }) => path.startsWith(`${operation.path}/{`) && path.endsWith('}'));
    if (one === undefined || operation.behaviour !== 'list') continue;
    for (const { uuid } of records.slice(0, maxRecords))
      await get(one, `${one.path.replace(/\{[^}]+\}/, String(uuid))}?${relationsOf(one).join('&')}`);
  }
  return pages;
}

/** Lists every URL in a response. */
export function urlsIn({ operation, body }: CrawledPage): readonly FoundUrl[] {
  const search = (value: JsonValue, path: readonly string[], holder: JsonObject): readonly FoundUrl[] => {
    if (typeof value === 'string')
      return (value.match(/https?:\/\/[^\s"<>)]+/g) ?? []).map((url) => ({
        url,
        operation: operation.id,
        path,
        holder,
      }));
    if (Array.isArray(value)) return value.flatMap((item: JsonValue) => search(item, path, holder));
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([name, child]) => search(child, [...path, name], value));
  };
  // Links between pages of a list are no links of records.
  const { data = body } = isJsonObject(body) ? body : {};
  return search(data, [], {});
}

/** The query that shows every relation and count that an operation offers. */
function relationsOf(operation: Operation): readonly string[] {
  return queryParametersOf(contract, operation).flatMap(({ name, schema }) => {
    if (name !== 'with' && name !== 'with_count') return [];
    const items = isJsonObject(schema) ? schema['items'] : undefined;
    const names = isJsonObject(items) && Array.isArray(items['enum']) ? items['enum'] : [];
    return [`${name}=${names.join(',')}`];
  });
}
