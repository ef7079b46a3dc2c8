import type { JsonValue } from '../../control/wire/control.generated.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { toScreenFields, toScreenTable } from '../terminal/screen-records.ts';
import { toFields, toTable } from '../terminal/text-table.ts';
import { readBody, readFields, toValue } from './read-values.ts';
import { take, type ServerCall, type Shown } from './run-remote.ts';
import { UsageError } from './usage-error.ts';

/** Shows the collections of a world, the records of one, or one record. */
export async function getState({ control, config, operands: [collection, key] }: ServerCall): Promise<Shown> {
  if (collection === undefined) {
    const data = await take(control.GET('/__admin/state'), config);
    const rows = Object.entries(data.collections).map(([name, records]) => [name, records.length]);
    return { data, text: toTable(['collection', 'records'], rows) };
  }
  if (key === undefined) {
    const data = await take(control.GET('/__admin/state/{collection}', { params: { path: { collection } } }), config);
    const rows = data.records.map((record) => [record[data.key], record]);
    return {
      data,
      text: toTable([data.key, 'record'], rows),
      toScreen: (columns) => {
        const records = data.records.map((record) => withDates(collection, record));
        return toScreenTable({ records, key: data.key, columns });
      },
    };
  }
  const params = { path: { collection, key } };
  const data = await take(control.GET('/__admin/state/{collection}/{key}', { params }), config);
  return { data, text: toFields(data), toScreen: () => toScreenFields(withDates(collection, data)) };
}

/** Returns a record with times as dates where it has them in milliseconds, as scheduled work does. */
function withDates(collection: string, record: JsonObject): JsonObject {
  const { due } = record;
  return collection === SCHEDULED && typeof due === 'number' ? { ...record, due: toTimestamp(due) } : record;
}

/** Changes fields of a record, or adds and changes records of a collection. */
export async function patchState({
  control,
  config,
  operands: [collection = '', key, ...words],
  options,
}: ServerCall<{ readonly body: string | undefined }>): Promise<Shown> {
  const body = options.body === undefined ? toRecord(words) : await readBody(options.body);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new UsageError('The body is not an object. Give one such as {"name": "Ann"}.');
  if (key === undefined) {
    const records = (body as { records?: unknown }).records;
    if (!Array.isArray(records))
      throw new UsageError('Name a record, or give --body with the records to change: {"records": [{"id": 1}]}.');
    const params = { path: { collection } };
    const data = await take(control.PATCH('/__admin/state/{collection}', { params, body: { records } }), config);
    return { data, text: `${collection} has ${formatCount(data.records.length, 'record')}.\n` };
  }
  if (Object.keys(body).length === 0) throw new UsageError('Give the fields to change, such as name=Ann, or --body.');
  const params = { path: { collection, key } };
  // It was read from JSON, or made of texts and JSON.
  const record = body as Record<string, JsonValue>;
  const data = await take(control.PATCH('/__admin/state/{collection}/{key}', { params, body: record }), config);
  return { data, text: toFields(data) };
}

function toRecord(words: readonly string[]): object {
  return Object.fromEntries([...readFields(words)].map(([name, texts]) => [name, toValue(texts.at(-1) ?? '')]));
}

/** The collection of work that is to be done later. */
const SCHEDULED = 'scheduled_work';
