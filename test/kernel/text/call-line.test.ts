import { expect, it } from 'vitest';
import { toCallLine } from '../../../src/kernel/text/call-line.ts';

it.each([
  [{}, 'npx athena-simulator call makePet'],
  [{ parameters: { pet_id: 7 } }, 'npx athena-simulator call makePet pet_id=7'],
  [{ body: { name: 'Rex', age: 2 } }, 'npx athena-simulator call makePet name=Rex age=2'],
  [{ body: { name: "Rex' house" } }, String.raw`npx athena-simulator call makePet 'name=Rex'\'' house'`],
  // As a word, this text would be read as a number.
  [{ body: { name: '7' } }, `npx athena-simulator call makePet --body '{"name":"7"}'`],
  [{ body: { tags: ['a'] } }, `npx athena-simulator call makePet --body '{"tags":["a"]}'`],
  [{ body: {} }, "npx athena-simulator call makePet --body '{}'"],
  // As a word, this field would be the parameter.
  [{ parameters: { id: 1 }, body: { id: 2 } }, `npx athena-simulator call makePet id=1 --body '{"id":2}'`],
  [{ user: 'a@b.test', sandbox: 'w1' }, 'npx athena-simulator call makePet --as a@b.test --sandbox w1'],
])('%j is a command line', (call, line) => {
  expect(toCallLine({ operationId: 'makePet', parameters: {}, ...call })).toBe(line);
});
