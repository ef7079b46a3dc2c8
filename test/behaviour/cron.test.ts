import { describe, expect, it } from 'vitest';
import { findCronFault, findNextTime, isTimeZone } from '../../src/behaviour/time/cron.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

/** Returns the next times of a schedule after another time, in UTC. */
function timesOf(cron: string, timeZone: string, after: string, count = 1): readonly string[] {
  const times: string[] = [];
  for (let time: number | undefined = Date.parse(after); times.length < count;) {
    time = findNextTime({ cron, timeZone }, time);
    if (time === undefined) return times;
    times.push(new Date(time).toISOString().replace('.000', ''));
  }
  return times;
}

describe('the times of a schedule', () => {
  it.each([
    ['30 7 * * 1', 'UTC', '2025-06-30T07:29:59Z', ['2025-06-30T07:30:00Z', '2025-07-07T07:30:00Z']],
    ['30 7 * * 1', 'UTC', '2025-06-30T07:30:00Z', ['2025-07-07T07:30:00Z', '2025-07-14T07:30:00Z']],
    ['0 9 * * *', 'Europe/Berlin', '2025-06-30T00:00:00Z', ['2025-06-30T07:00:00Z', '2025-07-01T07:00:00Z']],
    ['0 9 * * *', 'America/New_York', '2025-01-01T00:00:00Z', ['2025-01-01T14:00:00Z', '2025-01-02T14:00:00Z']],
    ['*/20 * * * *', 'Asia/Kolkata', '2025-01-01T00:00:00Z', ['2025-01-01T00:10:00Z', '2025-01-01T00:30:00Z']],
    ['0 0 29 2 *', 'UTC', '2025-01-01T00:00:00Z', ['2028-02-29T00:00:00Z', '2032-02-29T00:00:00Z']],
    ['0 12 L * *', 'UTC', '2025-02-01T00:00:00Z', ['2025-02-28T12:00:00Z', '2025-03-31T12:00:00Z']],
    ['0 8 1 * mon', 'UTC', '2025-06-24T00:00:00Z', ['2025-06-30T08:00:00Z', '2025-07-01T08:00:00Z']],
    ['@daily', 'UTC', '2025-06-30T12:00:00Z', ['2025-07-01T00:00:00Z', '2025-07-02T00:00:00Z']],
  ] as const)('%s in %s follow %s', (cron, timeZone, after, times) => {
    expect(timesOf(cron, timeZone, after, times.length)).toEqual(times);
  });

  it('that a clock change skips move to the end of the gap, once', () => {
    // In Berlin, 02:00 to 03:00 of 2025-03-30 does not exist.
    expect(timesOf('30 2 * * *', 'Europe/Berlin', '2025-03-29T12:00:00Z', 2)).toEqual([
      '2025-03-30T01:00:00Z',
      '2025-03-31T00:30:00Z',
    ]);
    expect(timesOf('30 2,3 * * *', 'Europe/Berlin', '2025-03-29T12:00:00Z', 2)).toEqual([
      '2025-03-30T01:00:00Z',
      '2025-03-30T01:30:00Z',
    ]);
    expect(timesOf('*/30 * * * *', 'Europe/Berlin', '2025-03-30T00:00:00Z', 4)).toEqual([
      '2025-03-30T00:30:00Z',
      '2025-03-30T01:00:00Z',
      '2025-03-30T01:30:00Z',
      '2025-03-30T02:00:00Z',
    ]);
  });

  it('of day that a clock change repeats count once, the first time; intervals go on', () => {
    // In Berlin, 02:00 to 03:00 of 2025-10-26 exists twice: from 00:00Z, and from 01:00Z.
    expect(timesOf('30 2 * * *', 'Europe/Berlin', '2025-10-25T12:00:00Z', 2)).toEqual([
      '2025-10-26T00:30:00Z',
      '2025-10-27T01:30:00Z',
    ]);
    expect(timesOf('*/30 * * * *', 'Europe/Berlin', '2025-10-26T00:00:00Z', 4)).toEqual([
      '2025-10-26T00:30:00Z',
      '2025-10-26T01:00:00Z',
      '2025-10-26T01:30:00Z',
      '2025-10-26T02:00:00Z',
    ]);
  });

  it('are later than the time before, also within a repeated hour', () => {
    for (let time = Date.parse('2025-10-26T00:00:00Z'); time < Date.parse('2025-10-26T03:00:00Z'); time += 420_000)
      for (const cron of ['* * * * *', '*/30 * * * *', '30 2 * * *', '0,20,40 2 * * *', '15 1-3 * * *'])
        expect(findNextTime({ cron, timeZone: 'Europe/Berlin' }, time), cron).toBeGreaterThan(time);
    expect(timesOf('* * * * *', 'Europe/Berlin', '2025-10-26T01:10:00Z')).toEqual(['2025-10-26T01:11:00Z']);
  });

  it('are none when the schedule is not valid', () => {
    expect(timesOf('nonsense', 'UTC', '2025-01-01T00:00:00Z')).toEqual([]);
    expect(timesOf('0 9 * * *', 'Mars/Olympus', '2025-01-01T00:00:00Z')).toEqual([]);
  });
});

describe('a cron expression', () => {
  it.each([
    '* * * * *',
    '0 8 * * 1-5',
    '*/5 0-6,18-23 1,15 JAN-MAR MON',
    '15 10 ? * *',
    '0 9 * * MON#2',
    '@hourly',
    '@Weekly',
  ])('may be %s', (text) => expect(findCronFault(text)).toBeUndefined());

  it.each([
    ['', /five fields/],
    ['every day', /five fields/],
    ['* * * *', /five fields/],
    ['* * * * * *', /five fields/],
    ['@reboot', /five fields/],
    ['2025-01-01T00:00:00', /five fields/],
    ['*\n* * * *', /five fields/],
    ['60 * * * *', /minute/],
    ['* 24 * * *', /hour/],
    ['* * 32 * *', /./],
    ['* * * 13 *', /month/],
    ['* * * * 8', /dayOfWeek/],
    ['*/0 * * * *', /./],
    ['a * * * *', /./],
    ['0 0 30 2 *', /no time that ever comes/],
    ['0 0 31 2,4,6,9,11 *', /no time that ever comes/],
    [`${'1,'.repeat(200)}1 * * * *`, /longer than/],
  ])('is not %j', (text, reason) => expect(findCronFault(text)).toMatch(reason));

  it.each(['0 0 30 2 *', '0 0 31 2,4,6,9,11 *', '0 0 31 2 +MON#5', '59 23 31 11 +SUN#L'])(
    'that never comes is rejected in milliseconds: %s',
    async (text) => {
      expect(await measureProcessorTime(() => expect(findCronFault(text)).toBeDefined())).toBeLessThan(250);
    },
  );
});

it.each([
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Etc/GMT+3', true],
  ['Mars/Olympus', false],
  ['+01:00', false],
  ['', false],
  ['Europe/Berlin\n', false],
  ['a'.repeat(255), false],
])('%j is a time zone: %j', (name, isOne) => expect(isTimeZone(name)).toBe(isOne));
