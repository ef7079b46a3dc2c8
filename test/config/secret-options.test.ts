import { expect, it } from 'vitest';
import { checkOptions } from '../../src/config/check-options.ts';
import { parseConfig } from '../../src/config/parse-config.ts';

it.each([
  { flags: { '--token': 'hush hush' }, env: {} },
  { flags: { '--admin-token': 'hush hush' }, env: {} },
  { flags: {}, env: { ATHENA_TOKEN: 'hush hush' } },
  { flags: {}, env: { ATHENA_ADMIN_TOKEN: 'hush hush' } },
])('an invalid token of %j is not repeated in the message', (sources) => {
  const parsed = parseConfig(sources);
  expect(parsed.kind).toBe('faults');
  expect(JSON.stringify(parsed)).not.toContain('hush');
  expect(JSON.stringify(parsed)).toContain('Invalid value.');
});

it('an invalid token passed by a program is not repeated either', () => {
  const { faults } = checkOptions({ adminToken: 'hush hush', port: 'nine' }, []);
  expect(JSON.stringify(faults)).not.toContain('hush');
  expect(JSON.stringify(faults)).toContain('nine');
});

it('the password of an invalid URL is not repeated, the rest of it is', () => {
  const url = 'http://user:hush@model.test/v1';
  const sources = { flags: { '--responder-url': url, '--responder': 'openai' }, env: {} };
  for (const told of [parseConfig(sources), checkOptions({ publicUrl: url }, [])]) {
    expect(JSON.stringify(told)).not.toContain('hush');
    expect(JSON.stringify(told)).toContain('user:redacted@model.test/v1');
  }
});
