import { describe, expect, test } from 'vitest';
import { findLaterRequest, toReasons } from '../../src/console/api/failure.ts';

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

  test('names the later request that changed a record', () => {
    const errors = [{ message: 'Deleted.' }, { message: 'Changed.', request_id: 'later' }];
    expect(findLaterRequest({ ...failure, detail: '', errors })).toEqual({
      request: 'later',
      number: undefined,
    });
    const shared = [{ message: 'Changed.', request_id: 'page', request_number: 3 }];
    expect(findLaterRequest({ ...failure, detail: '', errors: shared })).toEqual({ request: 'page', number: 3 });
    expect(findLaterRequest({ ...failure, detail: '', errors: errors.slice(0, 1) })).toBeUndefined();
  });
});
