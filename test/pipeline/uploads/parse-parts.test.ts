import { expect, test } from 'vitest';
import { parseParts } from '../../../src/pipeline/uploads/parse-parts.ts';

const handlers = { onField: () => {}, onFile: async () => {} };
const FIELD = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';

/** Parses a form in chunks of a size, and returns how many fields it has. */
async function parse(form: string, size = form.length): Promise<number> {
  let fields = 0;
  const chunks = Array.from({ length: Math.ceil(form.length / size) }, (_, index) =>
    Buffer.from(form.slice(index * size, (index + 1) * size)),
  );
  const onField = (): void => void (fields += 1);
  await parseParts(chunks, 'multipart/form-data; boundary=b', { ...handlers, onField });
  return fields;
}

test.each([
  ['bytes that are not ASCII', '\u00E9'.repeat(100)],
  ['a control character', '"a\u0001b"'],
])('a boundary with %s is malformed', async (_what, boundary) => {
  const parsing = parseParts([Buffer.from('x')], `multipart/form-data; boundary=${boundary}`, handlers);
  await expect(parsing).rejects.toMatchObject({ code: 'MALFORMED_BODY' });
});

test.each([
  ['a line feed in its file name', 'Content-Disposition: form-data; name="f"; filename="a\nb"'],
  ['a carriage return in its name', 'Content-Disposition: form-data; name="f\rg"'],
  ['another disposition', 'Content-Disposition: attachment; name="f"'],
  ['no disposition', 'Content-Type: text/plain'],
])('a part with %s is malformed, wherever the form is cut into chunks', async (_what, headers) => {
  const form = `${FIELD}--b\r\n${headers}\r\n\r\nx\r\n${FIELD}--b--\r\n`;
  for (const size of [1, 7, form.length])
    await expect(parse(form, size), `${size}`).rejects.toMatchObject({
      code: 'MALFORMED_BODY',
      message: expect.stringContaining('Content-Disposition'),
    });
});

test('a part that ends within its headers is malformed', async () => {
  const form = `--b\r\nContent-Disposition: form-data; name="f"\r\n${FIELD}--b--\r\n`;
  await expect(parse(form)).rejects.toMatchObject({ code: 'MALFORMED_BODY' });
});

test.each([
  ['no parts', 0, '--b--\r\n'],
  ['text before the first part', 1, `Hello\r\n${FIELD}--b--\r\n`],
  ['what looks like parts after the last one', 1, `${FIELD}--b--\r\n${FIELD}--b\r\n`],
  ['more parts than a form may have', 1000, `${FIELD.repeat(1500)}--b\r\n\r\nx\r\n--b--\r\n`],
])('a form with %s is read: %i fields', async (_what, fields, form) => {
  expect([await parse(form, 100), await parse(form)]).toEqual([fields, fields]);
});
