import type { components } from '../../control/wire/control.generated.ts';
import { toFields, toTable } from '../terminal/text-table.ts';
import { onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';

/** Shows the time of a world. */
export async function showClock({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.GET('/__admin/clock'), config));
}

/** Advances the clock by milliseconds (`5000`) or an ISO 8601 duration (`PT1H`), and does the work that becomes due. */
export async function advanceClock({ control, config, operands: [by = ''] }: ServerCall): Promise<Shown> {
  const body = /^\d+$/.test(by) ? { ms: Number(by) } : { duration: by };
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

/** Shows the time, and the work that ran with the records that it belongs to. */
function toMoved(data: components['schemas']['MovedClock']): Shown {
  const ran = data.ran_work.map(({ kind, count }) => `${count} × ${kind}`).join(', ');
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

type Clock = components['schemas']['Clock'];
