import { describe, expect, it } from 'vitest';
import { limitSize } from '../../src/document/document-size.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';

/** Returns a list that expands to 9^8 values, and holds a few hundred objects. */
function toBomb(): JsonValue {
  let value: JsonValue = 'x';
  for (let level = 0; level < 8; level += 1) value = Array.from({ length: 9 }, () => value);
  return value;
}

describe('a document whose aliases expand to too many values', () => {
  it.each([
    ['example', { paths: {}, example: toBomb() }, '/example'],
    [
      'one of several examples',
      { content: { json: { examples: { large: { value: toBomb() }, small: { value: 1 } } } } },
      '/content/json/examples/large/value',
    ],
    ['extension', { info: { title: 'T', 'x-large': toBomb() } }, '/info/x-large'],
  ])('loses an %s that is too large', (_what, content, pointer) => {
    const { content: limited, leftOut } = limitSize(content);
    expect(leftOut).toEqual([pointer]);
    expect(JSON.stringify(limited).length).toBeLessThan(200);
  });

  it('keeps what lies beside the large parts, so that references to it still resolve', () => {
    const examples = { large: { value: toBomb() }, small: { value: 1 } };
    const { content } = limitSize({
      components: { examples },
      'x-shared': { Thing: { type: 'string' }, bomb: toBomb() },
    });
    expect(content).toEqual({
      components: { examples: { large: {}, small: { value: 1 } } },
      'x-shared': { Thing: { type: 'string' } },
    });
  });

  it.each([
    ['a property called example', { properties: { example: { enum: toBomb() } } }],
    ['a header with the name of an extension', { headers: { 'x-large': { schema: { enum: toBomb() } } } }],
    ['a default', { default: toBomb() }],
  ])('is rejected for %s', (_what, content) => {
    expect(() => limitSize(content)).toThrow(/its aliases expand to \d+ values/);
  });

  it('keeps large examples while the document is within the limits', () => {
    const content = { example: Array.from({ length: 200_000 }, () => 1) };
    expect(limitSize(content)).toEqual({ content, leftOut: [] });
  });
});
