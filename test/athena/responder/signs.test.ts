import { describe, expect, it } from 'vitest';
import { readSigns } from '../../../src/athena/responder/reply/reading/signs.ts';
import { findTopic } from '../../../src/athena/responder/reply/reading/topic.ts';

describe('the signs of a message', () => {
  it.each([
    ['a sonnet on the harbour', 'poem'],
    ['put the two side by side', 'compare'],
    ['it should be more concise', 'shorten'],
    ['they were summarising it', 'summary'],
  ] as const)('of `%s` tell of a %s', (text, sign) => {
    expect([...readSigns(text)]).toContain(sign);
  });

  it('are found through a slip of the keyboard in a long word, and not in another word', () => {
    expect([...readSigns('a comparsion of ferries')]).toContain('compare');
    expect([...readSigns('the caravan by the sea')]).toEqual([]);
  });
});

describe('the topic of a message without a sentence', () => {
  it.each([
    ['two lines please, topic winter tyres', 'winter tyres'],
    ['next one: night ferries', 'night ferries'],
    ['could you help me with something?', ''],
  ])('of `%s` is `%s`', (text, topic) => {
    expect(findTopic(text)).toBe(topic);
  });
});
