import { describe, expect, it } from 'vitest';
import { createAjv } from '../../../../src/contract/schema/ajv/create-ajv.ts';
import { rememberValid } from '../../../../src/contract/schema/ajv/remember-valid.ts';

describe('rememberValid', () => {
  it('checks a valid text once, and an invalid one each time', () => {
    const checked: string[] = [];
    const isValid = rememberValid((text) => {
      checked.push(text);
      return text === 'good';
    });
    expect(['good', 'bad', 'good', 'bad'].map(isValid)).toEqual([true, false, true, false]);
    expect(checked).toEqual(['good', 'bad', 'bad']);
  });

  it('evicts a text after two thousand others, and does not cache long ones', () => {
    let count = 0;
    const isValid = rememberValid(() => (count += 1) > 0);
    for (let index = 0; index < 5000; index += 1) isValid(`t${index}`);
    isValid('t0');
    expect(count).toBe(5001);
    isValid('x'.repeat(1000));
    isValid('x'.repeat(1000));
    expect(count).toBe(5003);
  });
});

it.each(['date-time', 'date', 'time'])('%s has the same result the second time', (format) => {
  const validate = createAjv().compile({ format });
  const texts = [
    '2026-02-28T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-02-28',
    '2026-02-30',
    '10:00:00Z',
    '25:00:00Z',
    'x',
  ];
  const validateAll = (): unknown => texts.map((text) => validate(text));
  const first = validateAll();
  expect(first).toContain(true);
  expect(first).toContain(false);
  expect(validateAll()).toEqual(first);
});
