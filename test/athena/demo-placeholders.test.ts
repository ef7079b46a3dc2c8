import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { findPlaceholders } from '../support/placeholders.ts';

const fixtures = await loadFixtures(packagedFiles.fixtures());

describe('the demo world', () => {
  it.each(fixtures.collections.map(({ name, records }) => [name, records] as const))(
    '%s have content of their own in every field',
    (name, records) => {
      expect(findPlaceholders(name, records)).toEqual([]);
    },
  );
});

it('finds what stands in place of content', () => {
  const records = [
    { name: ' ', description: 'A box.', metadata: { property1: 'x', url: 'string' } },
    { name: 'Two', description: 'A box.', input_schema: { type: 'string' }, notes: ['Lorem ipsum'] },
  ];
  expect(findPlaceholders('boxes', records)).toEqual([
    'boxes/0/name:  ',
    'boxes/0/metadata/property1 stands for an open object',
    'boxes/0/metadata/url: string',
    'boxes/1/notes/0: Lorem ipsum',
    'boxes/1/description is that of 0: A box.',
  ]);
});
