import { describe, expect, test } from 'vitest';
import { createPageGuard } from '../../src/control/guard.ts';
import { Problem } from '../../src/kernel/problem.ts';

describe('the guard of the console’s page', () => {
  const guard = createPageGuard({ allowedHosts: ['mock'] });
  const open = (headers: Readonly<Record<string, string>>) => () =>
    guard({ path: '/__admin/console/', headers, origin: 'http://localhost:4010', peer: '192.0.2.1' });

  test('needs no token, also from another machine: the page has nothing of a world', () => {
    expect(open({ host: 'mock:4010' })).not.toThrow();
    expect(open({ host: 'localhost:4010', origin: 'http://localhost:4010' })).not.toThrow();
  });

  test('accepts a link of another site that opens the page in a tab of its own', () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(open(link)).not.toThrow();
  });

  test.each([
    { origin: 'https://attacker.example' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    { host: 'attacker.example' },
  ])('rejects a page of another site, and an unknown host: %o', (headers) => {
    expect(open(headers)).toThrow(Problem);
  });
});
