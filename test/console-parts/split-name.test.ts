import { expect, test } from 'vitest';
import { splitName } from '../../src/console/ui/values/split-name.ts';

test.each([
  ['/provider_display_name', ['/', 'provider_', 'display_', 'name']],
  ['/nodes/0/data', ['/', 'nodes/', '0/', 'data']],
  ['name', ['name']],
  ['', []],
])('the line of a name may break: %s', (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});
