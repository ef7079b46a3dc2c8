import { describe, expect, it } from 'vitest';
import { createSlug } from '../../../src/behaviour/resource/slug.ts';

describe('a slug', () => {
  it.each([
    ['My OpenAI', [], 50, 'my-openai'],
    ['My OpenAI', ['my-openai', 'my-openai-2'], 50, 'my-openai-3'],
    ['Crème brûlée', [], 50, 'creme-brulee'],
    ['!?', [], 50, 'untitled'],
    ['abcdefghijkl', [], 10, 'abcdefghij'],
    ['abcdefghijkl', ['abcdefghij'], 10, 'abcdefgh-2'],
  ])('of %j, beside %j, in %i characters, is %j', (text, taken, most, slug) => {
    expect(createSlug(text, (each) => taken.includes(each), most)).toBe(slug);
  });

  it('is never longer than its property allows, and never ends in half a character', () => {
    for (const most of [3, 10, 11, Number.POSITIVE_INFINITY]) {
      const slug = createSlug('𝕏𝕐'.repeat(2) + '𐐨'.repeat(300), () => false, most);
      expect(slug.length).toBeLessThanOrEqual(Math.min(most, 200));
      expect(slug).not.toMatch(/\p{Cs}/u);
    }
  });
});
