import type { components } from '../../control/wire/control.generated.ts';
import { toFields } from '../terminal/text-table.ts';
import { onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';

/** Shows the time of a world. */
export async function showClock({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.GET('/__admin/clock'), config));
}

/** Advances the clock by milliseconds (`5000`) or an ISO 8601 duration (`PT1H`), and does the work that becomes due. */
export async function advanceClock({ control, config, operands: [by = ''] }: ServerCall): Promise<Shown> {
  const body = /^\d+$/.test(by) ? { ms: Number(by) } : { duration: by };
  return toShown(await take(control.POST('/__admin/clock/advance', { body }), config));
}

/** Stops the clock, at a time or at the current one. */
export async function freezeClock({ control, config, operands: [at] }: ServerCall): Promise<Shown> {
  return toShown(await take(control.POST('/__admin/clock/freeze', { body: onlyGiven({ at }) }), config));
}

/** Lets the time pass again. */
export async function resumeClock({ control, config }: ServerCall): Promise<Shown> {
  return toShown(await take(control.POST('/__admin/clock/resume'), config));
}

function toShown(data: components['schemas']['Clock']): Shown {
  const { now, frozen, flows, scheduled, next_due, failed_work } = data;
  const time = frozen ? 'frozen' : flows ? 'flows' : 'moves with each change of the state';
  return { data, text: toFields({ now, time, scheduled, next_due, failed_work: failed_work.length }) };
}
