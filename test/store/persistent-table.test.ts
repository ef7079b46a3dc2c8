import { array, assert, constant, nat, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredRecord } from '../../src/store/port/store.ts';
import { Table } from '../../src/store/state/table.ts';
import { readUsedHeap } from '../support/used-heap.ts';

const SPEC = { name: 'things', key: 'id', indexes: ['group', 'tags'] };

/** The expected content of a table: by key, in order of insertion. */
type Model = Map<number, StoredRecord>;

const step = oneof(
  { weight: 6, arbitrary: record({ kind: constant('put' as const), side: nat(3), id: nat(600), group: nat(3) }) },
  { weight: 3, arbitrary: record({ kind: constant('delete' as const), side: nat(3), id: nat(600), group: nat(3) }) },
  { weight: 1, arbitrary: record({ kind: constant('copy' as const), side: nat(3), id: nat(3), group: nat(3) }) },
);

describe('copies of a table', () => {
  it('hold the same as full copies, whichever of them is written to', () => {
    assert(
      property(array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const sides = Array.from({ length: 4 }, () => fill(400));
        for (const { kind, side, id, group } of steps) {
          const { table, model } = sides[side] ?? fill(0);
          if (kind === 'copy') {
            // From now on neither side writes to the shared parts.
            sides[side] = { table: new Table(SPEC, table), model };
            sides[id] = { table: new Table(SPEC, table), model: new Map(model) };
          } else if (kind === 'put') {
            const put = { id, group, tags: [`t${id % 5}`, `g${group}`] };
            table.put(put);
            model.set(id, put);
          } else {
            table.delete(id);
            model.delete(id);
          }
        }
        for (const { table, model } of sides) expect(viewTable(table)).toEqual(viewModel(model));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('cost only what is written to them: a thousand sandboxes over a hundred thousand records', () => {
    const { table } = fill(100_000);
    const copies = Array.from({ length: 1000 }, () => new Table(SPEC, table));
    const before = readUsedHeap();
    for (const [index, copy] of copies.entries()) copy.put({ id: index, group: 9, tags: ['own'] });
    const each = (readUsedHeap() - before) / copies.length;
    expect(each).toBeLessThan(16 * 1024);
    expect(copies.map((copy) => copy.find('tags', 'own').length)).toEqual(copies.map(() => 1));
  });
});

function fill(count: number): { table: Table; model: Model } {
  const table = new Table(SPEC);
  const model: Model = new Map();
  for (let id = 0; id < count; id += 1) {
    const put = { id, group: id % 4, tags: [`t${id % 5}`] };
    table.put(put);
    model.set(id, put);
  }
  return { table, model };
}

function viewTable(table: Table): unknown {
  return {
    all: table.all(),
    placed: table.ordinals().map((ordinal) => table.at(ordinal)),
    groups: GROUPS.map((group) => table.find('group', group)),
    tags: TAGS.map((tag) => table.find('tags', tag)),
    single: KEYS.map((key) => table.get(key)),
  };
}

function viewModel(model: Model): unknown {
  const records = [...model.values()];
  return {
    all: records,
    placed: records,
    groups: GROUPS.map((group) => records.filter((each) => each['group'] === group)),
    tags: TAGS.map((tag) => records.filter(({ tags }) => (tags as string[]).includes(tag))),
    single: KEYS.map((key) => model.get(key)),
  };
}

const GROUPS = [0, 1, 2, 3];
const TAGS = ['t0', 't4', 'g2'];
const KEYS = [0, 1, 399, 600];
