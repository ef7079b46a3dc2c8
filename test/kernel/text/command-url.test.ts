import { expect, it } from 'vitest';
import { SERVER_COMMANDS } from '../../../src/cli/commands/command-table.ts';
import { createNameServer, KEEP_SERVER, SERVER_COMMAND_NAMES } from '../../../src/kernel/text/command-url.ts';

const NPX = 'npx athena-simulator';
const HERE = 'http://localhost:4021';
const named = createNameServer(HERE);

it('knows every command that asks a running server', () => {
  expect(SERVER_COMMAND_NAMES).toEqual(SERVER_COMMANDS.map(({ name }) => name));
});

it.each([
  [`${NPX} explain r1`, `${NPX} explain --url ${HERE} r1`],
  [`${NPX} changes revert r1 --sandbox w1`, `${NPX} changes revert --url ${HERE} r1 --sandbox w1`],
  [`${NPX} requests`, `${NPX} requests --url ${HERE}`],
  [`${NPX} requests replay r1`, `${NPX} requests replay --url ${HERE} r1`],
  // In place of another address, however it is quoted.
  [`${NPX} call --url http://a.test listPets`, `${NPX} call --url ${HERE} listPets`],
  [`${NPX} call --url 'http://a.test/it'\\''s' listPets`, `${NPX} call --url ${HERE} listPets`],
  // Only its own option: a value may have the same words.
  [`${NPX} call makePet 'name=--url x'`, `${NPX} call --url ${HERE} makePet 'name=--url x'`],
  [`${NPX} call makePet 'name=a ${NPX} explain'`, `${NPX} call --url ${HERE} makePet 'name=a ${NPX} explain'`],
  // These ask no server.
  [`${NPX} repair --data d`, `${NPX} repair --data d`],
  [`${NPX} snapshot export f`, `${NPX} snapshot export f`],
  [`${NPX} callers`, `${NPX} callers`],
  ['See listPets.', 'See listPets.'],
])('names the server in the line %s', (line, expected) => {
  expect(named.inLine(line)).toBe(expected);
  expect(KEEP_SERVER.inLine(line)).toBe(line);
});

it('names the server in each command of a text', () => {
  const text = `Undo that with ${NPX} changes revert r1, or look: ${NPX} requests.`;
  expect(named.inText(text)).toBe(
    `Undo that with ${NPX} changes revert --url ${HERE} r1, or look: ${NPX} requests --url ${HERE}.`,
  );
  expect(createNameServer(undefined).inText(named.inText(text))).toBe(text);
});

it('quotes an address for a shell', () => {
  expect(createNameServer("http://a.test/x';id;'").inLine(`${NPX} requests`)).toBe(
    `${NPX} requests --url 'http://a.test/x'\\'';id;'\\'''`,
  );
});
