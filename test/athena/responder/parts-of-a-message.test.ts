import { describe, expect, it } from 'vitest';
import { splitMaterial } from '../../../src/athena/responder/reply/brief/material.ts';
import { toNounPhrase } from '../../../src/athena/responder/reply/english/noun-phrase.ts';
import { findReplacement, replaces } from '../../../src/athena/responder/reply/following/replacement.ts';
import { findGroup } from '../../../src/athena/responder/reply/coding/find-group.ts';

const NOTES = 'Rosa will paint the gate by Monday. Tim will buy the seeds.';

describe('a text that a request works on', () => {
  it.each([
    [`Make a list of this.\n\n${NOTES}`, 'Make a list of this.', NOTES],
    [`${NOTES}\n\nCan you make a list of the above?`, 'Can you make a list of the above?', NOTES],
    [`I was out on the water.\n\n${NOTES}\n\nWhat did I miss?`, 'I was out on the water. What did I miss?', NOTES],
    [
      'Rosa: Is the boat dry?\nTim: Not yet.\n\nAs a table please, name and task.',
      'As a table please, name and task.',
      'Rosa: Is the boat dry?\nTim: Not yet.',
    ],
    [
      '"You must leave the boat by noon or we lock it." Could you say this more kindly?',
      'Could you say this more kindly?',
      'You must leave the boat by noon or we lock it.',
    ],
    [
      'Too long for a sign: The ferry leaves at nine and is back at noon on all days. Shorten it, please.',
      'Too long for a sign Shorten it, please.',
      'The ferry leaves at nine and is back at noon on all days.',
    ],
  ])('of `%s` stands apart from the task `%s`', (text, task, material) => {
    expect(splitMaterial(text)).toEqual({ task, material });
  });

  it.each([
    'Draft a cold mail that I can send to the harbour master. They have not heard of us.',
    'The boat is leaking. Can you fix that?',
  ])('is not in `%s`', (text) => {
    expect(splitMaterial(text).material).toBe('');
  });
});

describe('a message that replaces one thing in the last task', () => {
  it.each([
    ['And what would they look like if it was about night ferries instead?', 'night ferries'],
    ['Lovely. What about night ferries?', 'night ferries'],
    ['Could I have two for night ferries as well?', 'night ferries'],
    ['What if the topic were night ferries?', 'night ferries'],
    ['and night ferries', 'night ferries'],
  ])('`%s` is about %s', (text, subject) => {
    expect([replaces(text), findReplacement(text)]).toEqual([true, subject]);
  });

  it.each(['Why is that?', 'Who owns the ferry?', 'Thanks, that is clear.'])('is not `%s`', (text) => {
    expect(replaces(text)).toBe(false);
  });
});

describe('a clause as the topic', () => {
  it.each([
    ['winter tyres', 'winter tyres'],
    ['our ferries are faster now', 'our faster ferries'],
    ['how crossing the lake costs less', '', 'how crossing the lake costs less (cheap tickets)', 'cheap tickets'],
    ['where your parcel is', 'parcel tracking'],
  ])('`%s` is called %s', (phrase, noun, message = phrase, bracketed = noun) => {
    expect(toNounPhrase(phrase, message)).toBe(bracketed);
  });
});

describe('the column that a question groups by', () => {
  const boats = { name: 'boats', columns: ['id', 'country', 'queue', 'sent_at'] };
  it.each([
    ['How many boats per nation?', 'country'],
    ['From where do we get the most boats?', 'country'],
    ['Number of boats, one row per queue', 'queue'],
    ['How many boats?', undefined],
  ])('of `%s` is %s', (task, column) => {
    expect(findGroup(boats, [boats], task)?.column).toBe(column);
  });
});
