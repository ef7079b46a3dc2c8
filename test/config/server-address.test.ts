import { expect, it } from 'vitest';
import { createServerAddress } from '../../src/config/server-address.ts';

const LINE = 'npx athena-simulator requests';

it.each([
  // The server that commands ask by default.
  [undefined, 'http://localhost:4010', undefined],
  [undefined, 'http://127.0.0.1:4010', undefined],
  [undefined, 'http://[::1]:4010', undefined],
  ['http://localhost:4010', 'http://localhost:4021', undefined],
  // Others have to be named.
  [undefined, 'http://localhost:4021', 'http://localhost:4021'],
  [undefined, 'http://192.0.2.7:4010', 'http://192.0.2.7:4010'],
  ['https://mock.example.test/api', 'http://localhost:4010', 'https://mock.example.test/api'],
  ['https://localhost:4010', 'http://localhost:4010', 'https://localhost:4010'],
  ['http://localhost:4010/mock', 'http://localhost:4021', 'http://localhost:4010/mock'],
])('public URL %s, listening on %s: commands name %s', (publicUrl, listening, expected) => {
  const address = createServerAddress({ publicUrl });
  address.note(listening);
  address.note('http://localhost:5000');
  expect(address.nameServer().inLine(LINE)).toBe(expected === undefined ? LINE : `${LINE} --url ${expected}`);
});

it('is unknown before a server listens', () => {
  expect(createServerAddress({ publicUrl: undefined }).nameServer().inLine(LINE)).toBe(LINE);
});
