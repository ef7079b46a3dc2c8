import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bootFaultsOf, useShopVariants } from '../support/shop-variants.ts';

const variant = useShopVariants();

async function faultsOf(files: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const spec = await variant();
  const fixtures = join(dirname(spec), 'fixtures');
  await mkdir(fixtures);
  for (const [name, content] of Object.entries(files))
    await writeFile(join(fixtures, name), typeof content === 'string' ? content : JSON.stringify(content));
  return bootFaultsOf({ spec, fixtures });
}

const SHELVES = [{ id: 1, name: 'Maps', slug: 'maps', position: 0 }];

describe('a fixtures folder', () => {
  it.each<[string, Record<string, unknown>, readonly string[]]>([
    [
      'no reason when it is valid',
      { 'shelves.json': SHELVES, 'world.json': { now: '2025-06-30T12:00:00Z', pinned: { shelves: [1] } } },
      [],
    ],
    [
      'a file of an unknown collection',
      { 'shelfs.json': SHELVES },
      ['shelfs.json#: The contract has no collection "shelfs".'],
    ],
    [
      'a collection with the name of an inherited property',
      { 'constructor.json': [] },
      ['constructor.json#: The contract has no collection "constructor".'],
    ],
    ['an unknown field', { 'world.json': { nwo: 1 } }, ['world.json#/nwo: Unknown field "nwo".']],
    ['an invalid time', { 'world.json': { now: 'yesterday' } }, ['world.json#/now: "yesterday" is not a timestamp.']],
    [
      'an invalid month',
      { 'world.json': { now: '2025-13-30T12:00:00Z' } },
      ['world.json#/now: "2025-13-30T12:00:00Z" is not a timestamp.'],
    ],
    ['a world.json that is null', { 'world.json': 'null' }, ['world.json#: world.json must hold an object.']],
    ['a world.json that is not an object', { 'world.json': [] }, ['world.json#: world.json must hold an object.']],
    [
      'pins that are not an object',
      { 'world.json': { pinned: ['shelves'] } },
      ['world.json#/pinned: "pinned" is not an object of collections.'],
    ],
    [
      'pins that are not lists of keys',
      { 'world.json': { pinned: { shelves: 1, books: [null] } } },
      [
        'world.json#/pinned/shelves: The pinned records are not a list of keys.',
        'world.json#/pinned/books/0: A key must be a string or a number.',
      ],
    ],
    [
      'groups that are not a list',
      { 'world.json': { together: { shelves: [1] } } },
      ['world.json#/together: "together" is not a list of groups.'],
    ],
    [
      'records that keep their weekday or move together, and do not exist',
      {
        'shelves.json': SHELVES,
        'world.json': { weekly: { shelves: [2] }, together: [{ shelves: [1] }, { shelves: [3] }] },
      },
      [
        'world.json#/weekly/shelves/0: No record of shelves has the id 2.',
        'world.json#/together/1/shelves/0: No record of shelves has the id 3.',
      ],
    ],
    [
      'pinned records that do not exist',
      { 'shelves.json': SHELVES, 'world.json': { pinned: { shelves: [1, '1'], shelfs: [1], books: ['a'] } } },
      [
        'world.json#/pinned/shelves/1: No record of shelves has the id "1".',
        'world.json#/pinned/shelfs: The contract has no collection "shelfs" to name records of.',
        'world.json#/pinned/books/0: No record of books has the id "a".',
      ],
    ],
    [
      'a file that is not JSON',
      { 'world.json': '{' },
      [expect.stringMatching(/^world\.json#: This is not valid JSON: /)],
    ],
  ])('is rejected for %s', async (_what, files, faults) => {
    expect(await faultsOf(files)).toEqual(faults);
  });
});
