import type { components } from '../../../control/wire/control.generated.ts';
import { joinWords } from '../../../kernel/text/join-words.ts';
import { createChangeLines, toChangeCounts, type ChangeLines } from '../../terminal/change-lines.ts';
import { formatCount } from '../../terminal/fault-report.ts';
import { toTable } from '../../terminal/text-table.ts';
import { take, type ServerCall, type Shown } from '../run-remote.ts';
import {
  findNewestChanges,
  readChanges,
  toNumberOf,
  toRequestParams,
  type Changes,
  type NumberOption,
} from './requests.ts';

/** Lists the records that a request has changed, by default the newest of the world that has changed one. */
export async function listChanges({
  control,
  config,
  operands: [given],
  options,
}: ServerCall<NumberOption>): Promise<Shown> {
  const call = { control, config };
  const wanted = toNumberOf(given, options.number);
  const { data, number } = given === undefined ? await findNewestChanges(call) : await readChanges(given, wanted, call);
  const lines = createChangeLines();
  const table = toChangeTable(data.changes, lines);
  return { data, text: `${table}${toSummary(data, toName(data.request_id, number))}${lines.toCutNote()}` };
}

/** Returns a table of changed records, and how many there are of each kind; nothing when there are none. */
export function toChangeTable(
  changes: readonly components['schemas']['RecordChange'][],
  { toFieldLine, toRecordLine }: ChangeLines,
): string {
  if (changes.length === 0) return '';
  const rows = changes.map(({ kind, collection, key, fields, record }) => [
    kind,
    collection,
    key ?? '',
    record === undefined ? toFieldLine(fields) : toRecordLine(record),
  ]);
  const counts = toChangeCounts(changes.map(({ kind, collection }) => [collection, kind]));
  return `${counts}${toTable(['what', 'collection', 'key', 'record'], rows)}\n`;
}

function toSummary({ changes: { length }, is_truncated: isTruncated }: Changes, name: string): string {
  if (length === 0 && isTruncated)
    return `The records that were changed by request ${name} are not kept: it cannot be reverted.\n`;
  const changed = length === 0 ? 'No record was' : `${formatCount(length, 'record')} ${length === 1 ? 'was' : 'were'}`;
  const rest = isTruncated ? 'Some of them are not kept: the request cannot be reverted.\n' : '';
  return `${changed} changed by request ${name}.\n${rest}`;
}

/** Returns how a text names a request: by its id, and by its number where several have that id. */
function toName(id: string, number: number | undefined): string {
  return number === undefined ? id : `${id} (number ${number})`;
}

/** Undoes what a request has changed, in one transaction. */
export async function revertRequest({
  control,
  config,
  operands: [id = ''],
  options: { number },
}: ServerCall<NumberOption>): Promise<Shown> {
  const { data: undone } = await readChanges(id, number, { control, config });
  const params = toRequestParams(id, number);
  const data = await take(control.POST('/__admin/requests/{request_id}/revert', { params }), config);
  const name = toName(id, number);
  if (data.reverted === 0) return { data, text: `Request ${name} has changed no record: there is nothing to undo.\n` };
  const results = UNDONE.flatMap(({ kind, one, several }) => {
    const { length } = undone.changes.filter((change) => change.kind === kind);
    return length === 0 ? [] : `${formatCount(length, 'record')} ${length === 1 ? one : several}`;
  });
  // Scheduled work alone is no record that is listed.
  return { data, text: `Undid request ${name}${results.length === 0 ? '' : `: ${joinWords(results, 'and')}`}.\n` };
}

/** What became of records by the undo, by what the request had done with them. */
const UNDONE = [
  { kind: 'created', one: 'is gone again', several: 'are gone again' },
  { kind: 'updated', one: 'is as it was before', several: 'are as they were before' },
  { kind: 'deleted', one: 'is there again', several: 'are there again' },
] as const;
