import { expect, test } from 'vitest';
import { validate } from '../../src/cli/validate.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { createFakeContext } from './fake-context.ts';

const NOTHING = { operations: 0, validators: 0, examples: 0, fixtures: 0 };
const FAULT = { file: 'a.yaml', pointer: '/info', message: 'It is wrong.', remedy: 'Mend it.' };

test('says what was checked', async () => {
  const context = createFakeContext();
  expect(await validate({ spec: undefined, fixtures: undefined }, context)).toBe(0);
  expect(context.written.out).toBe('The contract holds: 5 operations, 9 validators, 1 example, 0 fixtures.\n');
});

test('checks the files that were named', async () => {
  const asked: object[] = [];
  const validateContract = (options: object) => {
    asked.push(options);
    return Promise.resolve({ faults: [], ...NOTHING });
  };
  await validate({ spec: 'pets.yaml', fixtures: 'demo' }, createFakeContext({ validateContract }));
  expect(asked).toEqual([{ spec: 'pets.yaml', allowRefs: [], fixtures: 'demo' }]);
});

test.each([
  ['reports', () => Promise.resolve({ faults: [FAULT], ...NOTHING })],
  ['throws', () => Promise.reject(new BootError([FAULT]))],
])('prints every fault that the check %s and fails', async (_how, validateContract) => {
  const context = createFakeContext({ validateContract });
  expect(await validate({ spec: undefined, fixtures: undefined }, context)).toBe(1);
  expect(context.written).toEqual({
    out: '',
    err: 'The contract does not hold: 1 fault.\n\n  a.yaml#/info: It is wrong.\n      Mend it.\n',
  });
});
