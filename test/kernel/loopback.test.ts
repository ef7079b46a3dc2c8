import { expect, test } from 'vitest';
import { isLoopback } from '../../src/kernel/loopback.ts';

test.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost', 'LOCALHOST', 'api.localhost'])(
  '%s is this machine alone',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each([
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '127.0.0.1.example.test',
  'localhost.example.test',
  '::ffff:10.0.0.1',
  'x127.0.0.1',
  '',
])('%s may be reached from elsewhere', (host) => {
  expect(isLoopback(host)).toBe(false);
});
