import { describe, expect, it } from 'vitest';
import { compileForm } from '../../../src/contract/parameter/compile-form.ts';
import type { MediaType } from '../../../src/contract/model/contract.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import type { DecodedBody } from '../../../src/pipeline/media-types/media-type-codec.ts';
import { findBoundary } from '../../../src/pipeline/media-types/multipart.ts';
import { findMediaType } from '../../../src/pipeline/media-types/media-types.ts';

const LIMIT = 10 * 1024 * 1024;

function declare(name: string, schema: JsonObject | undefined): MediaType {
  return {
    name,
    schema,
    pointer: '',
    example: undefined,
    hasExample: false,
    examples: new Map(),
    validate: () => [],
    validateStrictly: () => [],
    form: compileForm({ schema, encoding: {}, resolve: (each) => each }),
  };
}

/** Decodes a body as a request with this `Content-Type` sends it. */
async function decode(
  contentType: string,
  body: string,
  { schema, limit = LIMIT }: { readonly schema?: JsonObject; readonly limit?: number } = {},
): Promise<DecodedBody & { readonly reserved: number }> {
  let reserved = 0;
  const decoded = await findMediaType(contentType).decode(new TextEncoder().encode(body), {
    contentType,
    mediaType: declare(contentType, schema),
    limit,
    reserve: (bytes) => void (reserved += bytes),
  });
  return { ...decoded, reserved };
}

const PERSON = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } } as const;
const PEOPLE = { type: 'array', items: PERSON } as const;
const TEXT = { type: 'string' } as const;
const MULTIPART = 'multipart/form-data; boundary=x';
const PARTS = '--x\r\nContent-Disposition: form-data; name="age"\r\n\r\n7\r\n--x--\r\n';

describe('a request body', () => {
  it.each<[string, string, JsonObject | undefined, JsonValue]>([
    ['application/json', '{"name":"Ada"}', PERSON, { name: 'Ada' }],
    ['Application/Problem+JSON; charset=utf-8', '[1]', undefined, [1]],
    ['application/x-www-form-urlencoded', 'name=Ada&age=7', PERSON, { name: 'Ada', age: 7 }],
    [MULTIPART, PARTS, PERSON, { age: 7 }],
    ['text/plain', '7', { type: 'integer' }, 7],
    ['text/event-stream', 'data: 1\n\n', TEXT, 'data: 1\n\n'],
    ['application/x-ndjson', '{"name":"Ada"}\r\n\n{"age":7}\n', PEOPLE, [{ name: 'Ada' }, { age: 7 }]],
    ['application/jsonl', '', PEOPLE, []],
    ['application/x-ndjson', '1\n2', TEXT, '1\n2'],
    ['application/xml', '<a/>', TEXT, '<a/>'],
    ['image/png', 'é', TEXT, 'Ã©'],
  ])('of %s is decoded: %j', async (contentType, body, schema, value) => {
    expect(await decode(contentType, body, schema === undefined ? {} : { schema })).toEqual({
      value,
      isOpaque: false,
      reserved: 0,
    });
  });

  it.each(['application/xml', 'application/soap+xml', 'application/x-ndjson', 'application/octet-stream'])(
    'of %s is opaque when the schema is an object',
    async (contentType) => {
      expect(await decode(contentType, '<a/>', { schema: PERSON })).toMatchObject({ isOpaque: true });
    },
  );

  it.each<[string, string, JsonObject, { readonly code: string; readonly message: RegExp }]>([
    ['application/json', '{"a":', {}, { code: 'MALFORMED_BODY', message: /^The request body is not valid JSON: / }],
    ['application/json', '{"a":"\\u0000"}', {}, { code: 'MALFORMED_BODY', message: /NUL/ }],
    [
      'application/x-ndjson',
      '{}\n{"a":\n',
      PEOPLE,
      { code: 'MALFORMED_BODY', message: /^Line 2 of the request body is not valid JSON: / },
    ],
    ['application/x-ndjson', '{"__proto__":{}}', PEOPLE, { code: 'MALFORMED_BODY', message: /^Line 1/ }],
    ['application/x-ndjson', `"${'\n'.repeat(1000)}`, PEOPLE, { code: 'MALFORMED_BODY', message: /^Line 1/ }],
    [MULTIPART, 'nothing', {}, { code: 'MALFORMED_BODY', message: /multipart\/form-data/ }],
    ['application/json', `[${'{},'.repeat(40_000)}1]`, {}, { code: 'BODY_TOO_LARGE', message: /JSON values/ }],
    ['application/x-ndjson', '{}\n'.repeat(40_000), PEOPLE, { code: 'BODY_TOO_LARGE', message: /JSON values/ }],
  ])('of %s is rejected when it is malformed or too large', async (contentType, body, schema, { code, message }) => {
    const rejected = await decode(contentType, body, { schema, limit: 100_000 }).catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(Problem);
    expect(rejected).toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  it.each(['application/json', 'application/x-ndjson', 'text/plain', 'application/octet-stream'])(
    'of %s reserves memory when it is large',
    async (contentType) => {
      const { reserved } = await decode(contentType, `"${'a'.repeat(70_000)}"`, { schema: TEXT });
      expect(reserved).toBeGreaterThanOrEqual(140_000);
    },
  );
});

describe('a response body', () => {
  it.each<[string, JsonValue, string]>([
    ['application/json', 'a', '"a"'],
    ['application/hal+json', { a: 1 }, '{"a":1}'],
    ['application/x-www-form-urlencoded', { a: [1, 'b c'], d: { e: 1 } }, 'a=1&a=b+c&d=%7B%22e%22%3A1%7D'],
    ['text/plain', 'a', 'a'],
    ['text/plain', 1, '1'],
    ['text/event-stream', 'data: 1\n\n', 'data: 1\n\n'],
    ['text/event-stream', [{ a: 1 }, 'b'], 'data: {"a":1}\n\ndata: "b"\n\n'],
    ['application/x-ndjson', [{ a: 1 }, 2], '{"a":1}\n2\n'],
    ['application/x-ndjson', { a: 1 }, '{"a":1}\n'],
    ['application/xml', { a: 1 }, '<?xml version="1.0" encoding="UTF-8"?>\n<root><a>1</a></root>'],
    ['application/xml', '<a/>', '<a/>'],
    ['image/png', 'bytes', 'bytes'],
  ])('of %s is encoded: %j', (mediaType, value, text) => {
    expect(findMediaType(mediaType).encode(value, { mediaType })).toEqual({ text, contentType: mediaType });
  });

  it.each([
    ['multipart/form-data; x="; boundary=q"; boundary=xx', 'xx'],
    ['multipart/form-data; boundary="x\\x"', 'xx'],
    ['multipart/form-data; BOUNDARY="x x"; charset=utf-8', 'x x'],
    ['multipart/form-data; charset=utf-8;boundary=x', 'x'],
    ['multipart/form-data; boundary', undefined],
    ['multipart/form-data; x="; boundary=q"', undefined],
  ])('of %s has the boundary %s', async (contentType, boundary) => {
    expect(findBoundary(contentType)).toBe(boundary);
    const part = `--${boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\nZoë\r\n--${boundary}--\r\n`;
    const decoding = decode(contentType, part, { schema: PERSON });
    if (boundary === undefined) await expect(decoding).rejects.toMatchObject({ code: 'MALFORMED_BODY' });
    else expect((await decoding).value).toEqual({ name: 'Zoë' });
  });

  it('of multipart/form-data is encoded with a boundary, and can be decoded again', async () => {
    const mediaType = 'multipart/form-data';
    const { text, contentType } = findMediaType(mediaType).encode({ name: 'Ada', age: 7 }, { mediaType });
    expect(contentType).toMatch(/^multipart\/form-data; boundary=[0-9a-f]{32}$/);
    expect((await decode(contentType, text, { schema: PERSON })).value).toEqual({ name: 'Ada', age: 7 });
    expect(findMediaType(MULTIPART).encode({ age: 7 }, { mediaType: MULTIPART })).toEqual({
      text: PARTS,
      contentType: MULTIPART,
    });
  });
});
