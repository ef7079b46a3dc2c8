import type { components } from '../../control/wire/control.generated.ts';
import { parseDuration } from '../../kernel/time/duration.ts';
import { toFields, toTable } from '../terminal/text-table.ts';
import { onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';
import { UsageError } from './usage-error.ts';

/** Shows the time of a world. */
export async function showClock({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.GET('/__admin/clock'), config));
}

/** Advances the clock by milliseconds (`5000`) or an ISO 8601 duration (`PT1H`), and does the work that becomes due. */
export async function advanceClock({ control, config, operands: [by = ''] }: ServerCall): Promise<Shown> {
  const isMilliseconds = /^\d+$/.test(by);
  if (!isMilliseconds && parseDuration(by) === undefined) throw new UsageError(toInvalidDuration(by));
  const body = isMilliseconds ? { ms: Number(by) } : { duration: by };
  return toMoved(await take(control.POST('/__admin/clock/advance', { body }), config));
}

/** Stops the clock, at a time or at the current one. */
export async function freezeClock({ control, config, operands: [at] }: ServerCall): Promise<Shown> {
  return toMoved(await take(control.POST('/__admin/clock/freeze', { body: onlyGiven({ at }) }), config));
}

/** Lets the time pass again. */
export async function resumeClock({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.POST('/__admin/clock/resume'), config));
}

function toInvalidDuration(text: string): string {
  const [, amount = '', unit = ''] = /^(\d{1,9}) ?([a-z]+)$/i.exec(text.trim()) ?? [];
  const toDuration = MILLISECONDS.test(unit) ? String : DURATIONS.get(unit.toLowerCase().charAt(0));
  const known =
    'Give milliseconds, such as 5000, or an ISO 8601 duration without months and years, such as PT1H or P7D.';
  const meant = toDuration === undefined || /^mo/i.test(unit) ? known : `Did you mean ${toDuration(amount)}?`;
  return `${JSON.stringify(text)} is not a duration. ${meant}`;
}

/** Shows the time, and the work that ran with the records that it belongs to. */
function toMoved(data: components['schemas']['MovedClock']): Shown {
  const ran = data.ran_work.map(({ label, count }) => `${count} × ${label}`).join(', ');
  const rows = data.ran_work.flatMap(({ kind, records }) =>
    records.map(({ collection, key, name, count }) => [kind, count, `${collection}/${key}`, name]),
  );
  const table = rows.length === 0 ? '' : `\n${toTable(['work', 'times', 'of', 'name'], rows)}`;
  return { data, text: `${toFields({ ...toLines(data), ran: ran === '' ? 'nothing was due' : ran })}${table}` };
}

function toShown(data: Clock): Shown {
  return { data, text: toFields(toLines(data)) };
}

function toLines({ now, frozen, flows, scheduled, next_due, failed_work }: Clock): object {
  const time = frozen ? 'frozen' : flows ? 'flows' : 'moves with each change of the state';
  return { now, time, scheduled, next_due, failed_work: failed_work.length };
}

const MILLISECONDS = /^m(?:s|illi)/i;
/** Durations by the first letter of their unit. */
const DURATIONS: ReadonlyMap<string, (amount: string) => string> = new Map([
  ['w', (amount) => `P${amount}W`],
  ['d', (amount) => `P${amount}D`],
  ['h', (amount) => `PT${amount}H`],
  ['m', (amount) => `PT${amount}M`],
  ['s', (amount) => `PT${amount}S`],
]);

type Clock = components['schemas']['Clock'];
