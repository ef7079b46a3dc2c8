import { isSettableTime, parseTimestamp } from '../../kernel/time/clock.ts';
import { parseDuration } from '../../kernel/time/duration.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { World } from '../../store/port/world.ts';
import type { PrepareControl } from '../context/control.ts';
import { toSnakeCase } from '../wire/wire-names.ts';
import type { components } from '../wire/control.generated.ts';
import { advance, freeze, readClock, resume } from '../world/move-clock.ts';

/** Reads, stops and moves the time of a world. */
export const prepareClock: PrepareControl = ({ dueWork }) => ({
  retrieveClock: async ({ world }) => {
    await dueWork.catchUp(world);
    return toBody(world);
  },
  freezeClock: async ({ world, body }) => {
    const { at } = asObject(body);
    const time = at === undefined ? undefined : parseTimestamp(String(at));
    if (time !== undefined && !isSettableTime(time))
      return toInvalid('at', 'The at must be a time between the years 1970 and 9899.');
    await freeze(world, time, dueWork);
    return toBody(world);
  },
  advanceClock: async ({ world, body }) => {
    const { ms, duration } = asObject(body);
    if ((ms === undefined) === (duration === undefined)) return toInvalid('ms', 'Send either ms or duration.');
    const length = ms === undefined ? parseDuration(String(duration)) : Number(ms);
    if (length === undefined)
      return toInvalid(
        'duration',
        'The duration must be an ISO 8601 duration without months and years, such as PT1H30M.',
      );
    if (!isSettableTime(world.clock.now() + length)) return toInvalid('ms', 'The time would exceed the year 9899.');
    await advance(world, length, dueWork);
    return toBody(world);
  },
  resumeClock: async ({ world }) => {
    await resume(world);
    return toBody(world);
  },
});

function toBody(world: World): Outcome {
  return {
    kind: 'success',
    body: toSnakeCase<components['schemas']['Clock']>(readClock(world)) as unknown as JsonObject,
  };
}

function toInvalid(field: string, message: string): Outcome {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword: 'clock', message }] };
}

function asObject(body: JsonValue | undefined): JsonObject {
  return (body ?? {}) as JsonObject;
}
