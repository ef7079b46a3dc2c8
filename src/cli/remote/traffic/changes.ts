import { toChangeCounts, toFieldLine, toRecordLine } from '../../terminal/change-lines.ts';
import { formatCount } from '../../terminal/fault-report.ts';
import { toTable } from '../../terminal/text-table.ts';
import { findNewestChange } from './requests.ts';
import { take, type ServerCall, type Shown } from '../run-remote.ts';

/** Lists the records that a request has changed, by default the newest of the world that has changed one. */
export async function listChanges({ control, config, operands: [given] }: ServerCall): Promise<Shown> {
  const id = given ?? (await findNewestChange({ control, config }));
  const params = { path: { request_id: id } };
  const data = await take(control.GET('/__admin/requests/{request_id}/changes', { params }), config);
  const rows = data.changes.map(({ kind, collection, key, fields, record }) => [
    kind,
    collection,
    key,
    record === undefined ? toFieldLine(fields) : toRecordLine(record),
  ]);
  const counts = toChangeCounts(data.changes.map(({ kind, collection }) => [collection, kind]));
  const table = rows.length === 0 ? '' : `${counts}${toTable(['what', 'collection', 'key', 'record'], rows)}\n`;
  const changed =
    rows.length === 0 ? 'No record was' : `${formatCount(rows.length, 'record')} ${rows.length === 1 ? 'was' : 'were'}`;
  const rest = data.is_truncated ? 'Some or all of them are not kept: the request cannot be reverted.\n' : '';
  return { data, text: `${table}${changed} changed by request ${id}.\n${rest}` };
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
