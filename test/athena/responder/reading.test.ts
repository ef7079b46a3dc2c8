import { describe, expect, it } from 'vitest';
import { findRequest, refersBack } from '../../../src/athena/responder/reply/english/requests.ts';
import { readTypos } from '../../../src/athena/responder/reply/english/typos.ts';
import { toGerund } from '../../../src/athena/responder/reply/english/words.ts';
import { readAmounts } from '../../../src/athena/responder/reply/grounding/amounts.ts';

describe('the clause that holds a request', () => {
  it.each([
    ['The bridge is closed. Which road should we take?', 'Which road should we take?'],
    ['Which road is open? Give me a list, please.', 'Give me a list, please.'],
    ['I have a talk at noon, what should I wear?', 'what should I wear?'],
    ['A note for the door would be great. We close at two.', 'A note for the door would be great.'],
    ['The door is green.', 'The door is green.'],
  ])('of `%s` is `%s`', (text, clause) => {
    expect(findRequest(text).clause).toBe(clause);
  });

  it('leaves the other sentences as its context', () => {
    expect(findRequest('The bridge is closed. Is that new?').context).toEqual(['The bridge is closed.']);
    expect(refersBack('Is that new?')).toBe(true);
    expect(refersBack('Which road is open?')).toBe(false);
  });
});

describe('a message with typos', () => {
  it.each([
    ['what is the diffrence', 'what is the difference'],
    ['please sumarize the meetign', 'please summarize the meeting'],
    ['whats a waranty, and can u explain', "what's a warranty, and can you explain"],
  ])('`%s` is read as `%s`', (written, read) => {
    expect(readTypos(written)).toBe(read);
  });

  it.each([
    'please contact the county about the content',
    'are the employees of the managers customers',
    'would you advise a sample of the shopping by an expert in contrast',
    'the refunds and the returned parcels of Conrad',
    'un contrat et une conditon',
    'my address is ada.conditon@example.com',
  ])('`%s` stays', (text) => {
    expect(readTypos(text)).toBe(text);
  });
});

describe('an amount', () => {
  it.each([
    ['it came a month and a half ago', [45]],
    ['after two and a half weeks', [17.5]],
    ['within a month', [30]],
    ['three days and a week', [3, 7]],
  ])('of `%s` is %j days', (text, days) => {
    expect(readAmounts(text).map(({ value }) => value)).toEqual(days);
  });
});

it('a phrase without a verb has no gerund', () => {
  expect(toGerund('invite a colleague')).toBe('inviting a colleague');
  expect(toGerund('her on board')).toBe('her on board');
});
