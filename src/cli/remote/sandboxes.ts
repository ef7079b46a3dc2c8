import { BASELINE } from '../../kernel/sandbox-name.ts';
import { createChangeLines, toChangeCounts } from '../terminal/change-lines.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { toTable } from '../terminal/text-table.ts';
import { checkSegment } from './read-values.ts';
import { toRefusedError } from './refused-error.ts';
import { createControl, onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';

/** Lists the sandboxes. */
export async function listSandboxes({ control, config }: ServerCall): Promise<Shown> {
  const data = await take(control.GET('/__admin/sandboxes', { params: { query: { include: 'times' } } }), config);
  const rows = data.sandboxes.map(({ name, requests, records, age, idle, time }) => [
    name,
    requests,
    records,
    toSeconds(age),
    toSeconds(idle),
    time,
  ]);
  const none = `There are no sandboxes. A request that names one creates it; up to ${data.limit}.\n`;
  return {
    data,
    text: rows.length === 0 ? none : toTable(['name', 'requests', 'records', 'age', 'idle', 'time'], rows),
  };
}

/** Creates a sandbox that begins with what another one, or the baseline, has now. */
export async function forkSandbox({ control, config, operands: [from = '', to] }: ServerCall): Promise<Shown> {
  const data = await take(
    control.POST('/__admin/sandboxes/{sandbox}/fork', { params: { path: { sandbox: from } }, body: onlyGiven({ to }) }),
    config,
  );
  const evicted = data.evicted === null ? '' : ` ${data.evicted} was evicted to make room.`;
  return { data, text: `${data.name} is a fork of ${from}, with ${formatCount(data.records, 'record')}.${evicted}\n` };
}

/** Restores the initial state of a world. */
export async function resetSandbox({ config, operands: [name = ''] }: ServerCall): Promise<Shown> {
  // The server would take a request without a valid name for one of the baseline.
  checkSegment('sandbox', name);
  const control = createControl({ ...config, sandbox: name === BASELINE ? undefined : name });
  const { error } = await control.POST('/__admin/reset');
  if (error !== undefined) throw toRefusedError(error, config);
  return { data: { name, reset: true }, text: `${name} has its initial state again.\n` };
}

/** Deletes a sandbox. */
export async function forgetSandbox({ control, config, operands: [name = ''] }: ServerCall): Promise<Shown> {
  const { error } = await control.DELETE('/__admin/sandboxes/{sandbox}', { params: { path: { sandbox: name } } });
  if (error !== undefined) throw toRefusedError(error, config);
  return {
    data: { name, deleted: true },
    text: `${name} is deleted. The next request that names it creates it again.\n`,
  };
}

/** Lists the records that differ between two states. A snapshot is one of the first, if that is a sandbox. */
export async function diffSandboxes({
  config,
  operands: [first = '', second = BASELINE],
  options: { collection },
}: ServerCall<{ readonly collection: string | undefined }>): Promise<Shown> {
  const query = {
    from: toState(second),
    to: toState(first),
    ...(collection === undefined ? {} : { collection: [collection] }),
  };
  const control = createControl(isSandbox(first) ? { ...config, sandbox: first } : config);
  const data = await take(control.GET('/__admin/diff', { params: { query } }), config);
  const { toFieldLine, toRecordLine, toCutNote } = createChangeLines();
  const rows = Object.entries(data.collections).flatMap(([name, { added, removed, changed }]) => [
    ...added.map(({ key, record }) => ['+', name, key, toRecordLine(record)]),
    ...removed.map(({ key, record }) => ['-', name, key, toRecordLine(record)]),
    ...changed.flatMap(({ key, fields }) => fields.map((field) => ['~', name, key, toFieldLine([field])])),
  ]);
  const counts = toChangeCounts(
    Object.entries(data.collections).flatMap(([name, { added, removed, changed }]) => [
      ...added.map(() => [name, 'added'] as const),
      ...removed.map(() => [name, 'removed'] as const),
      ...changed.map(() => [name, 'changed'] as const),
    ]),
  );
  const summary = `${formatCount(data.total, 'record')} ${data.total === 1 ? 'differs' : 'differ'}: from ${data.from} to ${data.to}.\n`;
  const rest = data.is_truncated ? 'Some of them are not listed.\n' : '';
  const table = rows.length === 0 ? '' : `${counts}${toTable(['', 'collection', 'key', 'what'], rows)}\n`;
  return { data, text: `${table}${summary}${rest}${toCutNote()}` };
}

/** Returns the state that a name stands for: that of a sandbox, unless it names another one. */
function toState(name: string): string {
  return isSandbox(name) ? `sandbox:${name}` : name;
}

function isSandbox(name: string): boolean {
  return name !== BASELINE && name !== 'fixtures' && !name.includes(':');
}

function toSeconds(length: number | null | undefined): string {
  return typeof length !== 'number' ? '' : `${length} s`;
}
