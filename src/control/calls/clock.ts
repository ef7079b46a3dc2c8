import { isSettableTime, parseTimestamp } from '../../kernel/time/clock.ts';
import { parseDuration } from '../../kernel/time/duration.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';
import { toSnakeCase } from '../wire/wire-names.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { advance, freeze, readClock, resume, type MovedClockInfo } from '../world/move-clock.ts';

/** Reads, stops and moves the time of a world. */
export const CLOCK_CALLS = {
  retrieveClock: {
    state: 'records',
    handle: async ({ world }, { dueWork }) => {
      await dueWork.catchUp(world);
      return { kind: 'success', body: toSnakeCase<WireSchema<'Clock'>>(readClock(world)) };
    },
  },
  freezeClock: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body: { at } = {} }, { dueWork, platform }) => {
      const time = at === undefined ? undefined : parseTimestamp(at);
      if (time !== undefined && !isSettableTime(time))
        return toInvalid('at', 'The at must be a time between the years 1970 and 9899.');
      return toMoved(await freeze(world, time, { dueWork, platform }));
    },
  },
  advanceClock: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, body: { ms, duration } }, { dueWork, platform }) => {
      if ((ms === undefined) === (duration === undefined)) return toInvalid('ms', 'Send either ms or duration.');
      const length = ms ?? parseDuration(duration ?? '');
      if (length === undefined)
        return toInvalid(
          'duration',
          'The duration must be an ISO 8601 duration without months and years, such as PT1H30M.',
        );
      if (!isSettableTime(world.clock.now() + length)) return toInvalid('ms', 'The time would exceed the year 9899.');
      return toMoved(await advance(world, length, { dueWork, platform }));
    },
  },
  resumeClock: {
    state: 'records',
    changes: 'state',
    handle: async ({ world }) => ({
      kind: 'success',
      body: toSnakeCase<WireSchema<'Clock'>>(await resume(world)),
    }),
  },
} satisfies Partial<ControlCalls>;

function toMoved(moved: MovedClockInfo): { readonly kind: 'success'; readonly body: WireSchema<'MovedClock'> } {
  return { kind: 'success', body: toSnakeCase<WireSchema<'MovedClock'>>(moved) };
}

function toInvalid(field: string, message: string): ControlRejection {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword: 'clock', message }] };
}
