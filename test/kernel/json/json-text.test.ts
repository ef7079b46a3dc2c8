import { describe, expect, it } from 'vitest';
import { JsonText } from '../../../src/kernel/json/json-text.ts';

const START = '{"data":[';
const END = '],"meta":{"name":"Čapek 🤖"}}';

function createList(texts: readonly string[], end = END): JsonText {
  const elements = texts.map((text) => new JsonText(text));
  return new JsonText(`${START}${texts.join(',')}${end}`, { parts: { start: START, elements, end } });
}

describe('the text of a list', () => {
  it.each([
    ['no element', []],
    ['one element', ['{"name":"Zoë"}']],
    ['several elements', ['{"name":"Zoë"}', '1', '"🤖"', 'null']],
  ])('has the same bytes as its elements, with %s', (_what, texts) => {
    const list = createList(texts);
    expect(Buffer.from(list.bytes).toString()).toBe(list.text);
    expect(list.length).toBe(String(Buffer.byteLength(list.text)));
  });

  it('has the same tag as another list with the same parts, and no other', () => {
    const { tag } = createList(['1', '2']);
    expect(createList(['1', '2']).tag).toBe(tag);
    for (const other of [
      createList(['1', '3']),
      createList(['2', '1']),
      createList(['1,2']),
      createList(['1', '2'], ']}'),
    ])
      expect(other.tag).not.toBe(tag);
  });
});
