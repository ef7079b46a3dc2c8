import { expect, it } from 'vitest';
import { toClause, toReason } from '../../../src/kernel/text/to-reason.ts';

it.each([
  ['the message of an error', new TypeError('No key.'), 'No key.'],
  ['the text of a message that is no text', Object.assign(new Error(), { message: { code: 7 } }), '[object Object]'],
  ['the text of another value', 7, '7'],
  ['a symbol', Symbol('late'), 'Symbol(late)'],
  ['an object without a prototype', Object.create(null), 'a value without a text was thrown'],
  ['an error whose message cannot be read', Object.defineProperty(new Error(), 'message', { get: () => { throw new Error('No.'); } }), 'a value without a text was thrown'], // prettier-ignore
])('returns a reason for %s', (_kind, thrown: unknown, reason) => {
  expect(toReason(thrown)).toBe(reason);
});

it.each([
  ['No key.', 'No key'],
  ['No key', 'No key'],
  ['See a. Or b.', 'See a. Or b'],
])('returns %j as the clause %j, which a full stop can follow', (reason, clause) => {
  expect(toClause(new Error(reason))).toBe(clause);
});
