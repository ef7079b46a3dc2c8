import { formatCount } from '../terminal/fault-report.ts';
import { toTable } from '../terminal/text-table.ts';
import { take, type ServerCall, type Shown } from './run-remote.ts';

/** Lists the snapshots of a world. */
export async function listSnapshots({ control, config }: ServerCall): Promise<Shown> {
  const data = await take(control.GET('/__admin/snapshots'), config);
  const rows = data.snapshots.map(({ name, records, time }) => [name, records, time]);
  const none = 'There are no snapshots. `snapshot save NAME` saves one.\n';
  return { data, text: rows.length === 0 ? none : toTable(['name', 'records', 'time'], rows) };
}

/** Saves the state of a world under a name. */
export async function saveSnapshot({
  control,
  config,
  operands: [name = ''],
  options: { replace },
}: ServerCall<{ readonly replace: boolean }>): Promise<Shown> {
  const data = await take(control.POST('/__admin/snapshots', { body: { name, replace } }), config);
  return { data, text: `Saved ${data.name}: ${formatCount(data.records, 'record')}, at ${data.time}.\n` };
}

/** Returns a world to a saved state. */
export async function restoreSnapshot({ control, config, operands: [name = ''] }: ServerCall): Promise<Shown> {
  const params = { path: { snapshot: name } };
  const data = await take(control.POST('/__admin/snapshots/{snapshot}/restore', { params }), config);
  return { data, text: `Restored ${data.name}: ${formatCount(data.records, 'record')}, at ${data.time}.\n` };
}
