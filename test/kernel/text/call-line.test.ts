import { expect, it } from 'vitest';
import { toCallLine } from '../../../src/kernel/text/call-line.ts';

it.each([
  [{}, 'npx athena-simulator call makePet'],
  [{ parameters: { pet_id: 7 } }, 'npx athena-simulator call makePet pet_id=7'],
  [{ parameters: { ids: [7, 'b c'] } }, "npx athena-simulator call makePet ids=7 'ids=b c'"],
  [{ body: { name: 'Rex', age: 2 } }, 'npx athena-simulator call makePet name=Rex age=2'],
  [{ body: { name: "Rex' house" } }, String.raw`npx athena-simulator call makePet 'name=Rex'\'' house'`],
  // As a word, this text would be read as a number.
  [{ body: { name: '7' } }, `npx athena-simulator call makePet --body '{"name":"7"}'`],
  [{ body: { tags: ['a'] } }, `npx athena-simulator call makePet --body '{"tags":["a"]}'`],
  [{ body: {} }, "npx athena-simulator call makePet --body '{}'"],
  // As a word, this field would be the parameter.
  [{ parameters: { id: 1 }, body: { id: 2 } }, `npx athena-simulator call makePet id=1 --body '{"id":2}'`],
  [{ declared: ['id'], body: { id: 2 } }, `npx athena-simulator call makePet --body '{"id":2}'`],
  // As words, these would be an option, and no field.
  [{ body: { '--url': 'x.test' } }, `npx athena-simulator call makePet --body '{"--url":"x.test"}'`],
  [{ body: { '': 'x', 'a=b': 'y' } }, `npx athena-simulator call makePet --body '{"":"x","a=b":"y"}'`],
  // A terminal would show these words with an escape, which is none in them.
  [{ body: { name: 'a\nb' } }, String.raw`npx athena-simulator call makePet --body '{"name":"a\nb"}'`],
  [{ body: { 'a\tb': 1 } }, String.raw`npx athena-simulator call makePet --body '{"a\tb":1}'`],
  [{ user: 'a@b.test', sandbox: 'w1' }, 'npx athena-simulator call makePet --as a@b.test --sandbox w1'],
])('%j is a command line', (call, line) => {
  expect(toCallLine({ operationId: 'makePet', parameters: {}, ...call })).toBe(line);
});

it.each([
  { operationId: '--url=http://evil.test' },
  { operationId: '-' },
  { operationId: '' },
  { parameters: { '--url': 'http://evil.test' } },
  { parameters: { 'a=b': 1 } },
  { parameters: { '': 1 } },
  { parameters: { name: 'a\nb' } },
  { parameters: { names: ['a', '\ud800'] } },
])('%j has no command line, since the command would read an option, another name or another value', (call) => {
  expect(toCallLine({ operationId: 'makePet', parameters: {}, ...call })).toBeUndefined();
});
