import { toChangeCounts, toFieldLine, toRecordLine } from '../../terminal/change-lines.ts';
import { formatCount } from '../../terminal/fault-report.ts';
import { toTable } from '../../terminal/text-table.ts';
import { take, type ServerCall, type Shown } from '../run-remote.ts';
import { findNewestChanges, readChanges, type Changes } from './requests.ts';

/** Lists the records that a request has changed, by default the newest of the world that has changed one. */
export async function listChanges({ control, config, operands: [given] }: ServerCall): Promise<Shown> {
  const call = { control, config };
  const data = given === undefined ? await findNewestChanges(call) : await readChanges(given, call);
  const rows = data.changes.map(({ kind, collection, key, fields, record }) => [
    kind,
    collection,
    key,
    record === undefined ? toFieldLine(fields) : toRecordLine(record),
  ]);
  const counts = toChangeCounts(data.changes.map(({ kind, collection }) => [collection, kind]));
  const table = rows.length === 0 ? '' : `${counts}${toTable(['what', 'collection', 'key', 'record'], rows)}\n`;
  return { data, text: `${table}${toSummary(data)}` };
}

function toSummary({ changes: { length }, is_truncated: isTruncated, request_id: id }: Changes): string {
  if (length === 0 && isTruncated)
    return `The records that were changed by request ${id} are not kept: it cannot be reverted.\n`;
  const changed = length === 0 ? 'No record was' : `${formatCount(length, 'record')} ${length === 1 ? 'was' : 'were'}`;
  const rest = isTruncated ? 'Some of them are not kept: the request cannot be reverted.\n' : '';
  return `${changed} changed by request ${id}.\n${rest}`;
}

/** Undoes what a request has changed, in one transaction. */
export async function revertRequest({ control, config, operands: [id = ''] }: ServerCall): Promise<Shown> {
  const params = { path: { request_id: id } };
  const data = await take(control.POST('/__admin/requests/{request_id}/revert', { params }), config);
  return {
    data,
    text: `${formatCount(data.reverted, 'record')} ${data.reverted === 1 ? 'is as it was' : 'are as they were'} before ${id}.\n`,
  };
}
