import { expect, test } from 'vitest';
import { parseParts } from '../../../src/pipeline/uploads/parse-parts.ts';

const handlers = { onField: () => {}, onFile: async () => {} };

test.each([
  ['bytes that are not ASCII', '\u00E9'.repeat(100)],
  ['a control character', '"a\u0001b"'],
])('a boundary with %s is malformed', async (_what, boundary) => {
  const parsing = parseParts([Buffer.from('x')], `multipart/form-data; boundary=${boundary}`, handlers);
  await expect(parsing).rejects.toMatchObject({ code: 'MALFORMED_BODY' });
});
