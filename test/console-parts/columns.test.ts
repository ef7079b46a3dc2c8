import { describe, expect, it } from 'vitest';
import { listColumns, readColumns, toColumnParam, toggleColumn } from '../../src/console/data/columns.ts';

const NAMES = ['id', 'name', 'status'];

describe('the columns of a table', () => {
  it('are all that any record has', () => {
    expect(listColumns([{ id: 1 }, { id: 2, name: 'B' }])).toEqual(['id', 'name']);
  });

  it.each([
    ['undefined for none', undefined, undefined],
    ['undefined for names that no record has', 'secret,__proto__', undefined],
    ['those that there are, each once, in the order of the address', 'status,secret,id,id', ['status', 'id']],
  ])('of an address are %s', (_what, param, expected) => {
    expect(readColumns(param, NAMES)).toEqual(expected);
  });

  it('are no setting of the address when they are those that are shown at first', () => {
    expect(toColumnParam(['id', 'name'], ['id', 'name'])).toBeUndefined();
    expect(toColumnParam(['name', 'id'], ['id', 'name'])).toBe('name,id');
  });

  it('get a new one behind the first, and lose one', () => {
    expect(toggleColumn(['id', 'name'], 'status')).toEqual(['id', 'status', 'name']);
    expect(toggleColumn(['id', 'name'], 'id')).toEqual(['name']);
  });
});
