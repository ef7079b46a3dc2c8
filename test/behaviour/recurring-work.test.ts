import { expect, it } from 'vitest';
import {
  planAhead,
  planFirst,
  type RecurringWork,
  type RecurringWorks,
} from '../../src/behaviour/time/recurring-work.ts';
import { countTurns } from '../support/count-turns.ts';

const NOTHING = { all: () => [] };
const workOf = (index: number, findNext: RecurringWork['findNext']): RecurringWork => ({
  kind: 'start',
  owner: `workflows/${index}`,
  payload: { index },
  findNext,
});

it('the next times of many schedules are found in slices, and known afterwards', async () => {
  const asked: number[] = [];
  // Each takes longer than a slice.
  const findNext = (after: number): number => {
    asked.push(after);
    for (const end = performance.now() + 15; performance.now() < end;);
    return after + 1;
  };
  const works: RecurringWorks = { handlers: {}, list: () => [0, 1, 2].map((index) => workOf(index, findNext)) };
  let planned = works;
  const turns = await countTurns(async () => (planned = await planAhead(NOTHING, works, 1000)));
  expect(turns).toBeGreaterThanOrEqual(2);
  expect(asked).toEqual([1000, 1000, 1000]);
  expect(planFirst(NOTHING, planned, 1000).map(({ due }) => due)).toEqual([1001, 1001, 1001]);
  expect(asked).toHaveLength(3);
});

it('a schedule that has changed since is asked for its next time', async () => {
  let lists = 0;
  const works: RecurringWorks = {
    handlers: {},
    list: () => [workOf((lists += 1), (after) => after + lists)],
  };
  const planned = await planAhead(NOTHING, works, 1000);
  expect(planFirst(NOTHING, planned, 1000).map(({ due }) => due)).toEqual([1002]);
  expect(planFirst(NOTHING, planned, 2000).map(({ due }) => due)).toEqual([2003]);
});
