import { describe, expect, it } from 'vitest';
import { createFaultBook, createFaultSet } from '../../../../src/pipeline/faults/model/fault-set.ts';

describe('a set of faults', () => {
  it('lists its rules, and removes them', () => {
    const set = createFaultSet();
    expect(set.add({ kind: 'drop' })).toEqual({ id: 'fault-1', kind: 'drop', hits: 0 });
    set.add({ kind: 'status', status: 503 });
    expect(set.list().map(({ id }) => id)).toEqual(['fault-1', 'fault-2']);
    expect(set.remove('fault-1')).toBe(true);
    expect(set.remove('fault-1')).toBe(false);
    set.clear();
    expect(set.list()).toEqual([]);
  });

  it('drops a rule from the active ones once its hits are used up', () => {
    const set = createFaultSet();
    set.add({ kind: 'drop', times: 1 });
    const [fault] = set.active();
    if (fault !== undefined) fault.hits += 1;
    expect(set.active()).toEqual([]);
    expect(set.list()).toMatchObject([{ hits: 1, times: 1 }]);
  });

  it('belongs to one world', () => {
    const book = createFaultBook<object>();
    const [one, other] = [{}, {}];
    book.of(one).add({ kind: 'drop' });
    expect(book.find(other)).toBeUndefined();
    expect(book.of(one).list()).toHaveLength(1);
  });
});
