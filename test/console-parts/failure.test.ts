import { describe, expect, test } from 'vitest';
import { toReasons } from '../../src/console/api/failure.ts';

describe('why a call did not succeed', () => {
  const failure = { status: 409, title: 'Conflict', code: 'STATE_CONFLICT' };

  test('is said once, where the errors repeat it', () => {
    const message = 'accounts/7 was changed since.';
    const detail = `Failed to revert the request: ${message} Nothing was changed.`;
    expect(toReasons({ ...failure, detail, errors: [{ message }] })).toBe(detail);
    const others = [{ message }, { message: 'accounts/8 was deleted since.' }];
    expect(toReasons({ ...failure, detail, errors: others })).toBe(`${detail} accounts/8 was deleted since.`);
  });

  test('has every error that is not part of it', () => {
    const errors = [{ message: 'One.' }, { message: 'Two.' }, { message: 'One.' }];
    expect(toReasons({ ...failure, detail: '', errors })).toBe('One. Two.');
    expect(toReasons({ ...failure, detail: 'All failed.', errors: [] })).toBe('All failed.');
  });
});
