import { describe, expect, it } from 'vitest';
import { createFaultBook, type FaultSet } from '../../../../src/pipeline/faults/model/fault-set.ts';
import { createLocalControlState } from '../../../../src/store/control/local-control-state.ts';

const createSet = (): FaultSet => createFaultBook(createLocalControlState()).of({ name: 'w1' });

describe('a set of faults', () => {
  it('lists its rules, and removes them', async () => {
    const set = createSet();
    expect(await set.add({ kind: 'drop' })).toEqual({ id: 'fault-1', kind: 'drop', hits: 0 });
    await set.add({ kind: 'status', status: 503 });
    expect((await set.list()).map(({ id }) => id)).toEqual(['fault-1', 'fault-2']);
    expect(await set.remove('fault-1')).toBe(true);
    expect(await set.remove('fault-1')).toBe(false);
    await set.clear();
    expect(await set.list()).toEqual([]);
  });

  it.each([true, false])(
    'drops a rule from the active ones once its hits are used up (counted: %s)',
    async (counted) => {
      const set = createSet();
      await set.add({ kind: 'drop', times: 1 });
      expect(set.hasActive()).toBe(true);
      await set.draw(
        ([fault]) => {
          if (fault !== undefined) Object.assign(fault, { considered: fault.considered + 1, hits: fault.hits + 1 });
        },
        () => counted,
      );
      expect(set.hasActive()).toBe(false);
      expect(
        await set.draw(
          (faults) => faults,
          () => counted,
        ),
      ).toEqual([]);
      expect(await set.list()).toMatchObject([{ hits: 1, times: 1 }]);
    },
  );

  it('belongs to one world', async () => {
    const book = createFaultBook(createLocalControlState());
    const [one, other] = [{ name: 'w1' }, { name: 'w1' }];
    await book.of(one).add({ kind: 'drop' });
    expect(book.hasActive(other)).toBe(false);
    expect(await book.of(one).list()).toHaveLength(1);
  });
});
