import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { createResultFiles } from '../../../src/cli/mcp/result-files.ts';

it('a temporary folder that is being made when it is removed does not stay', async () => {
  const files = createResultFiles(undefined);
  const writing = files.write('list_requests', '{}');
  await files.remove();
  expect(existsSync(dirname((await writing).path))).toBe(false);
});
