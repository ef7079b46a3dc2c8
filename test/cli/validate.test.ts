import { expect, test } from 'vitest';
import { validate } from '../../src/cli/local/validate.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { createFakeContext } from './fake-context.ts';

const NOTHING = { operations: 0, validators: 0, examples: 0, fixtures: 0 };
const FAULT = { file: 'a.yaml', pointer: '/info', message: 'It is wrong.', remedy: 'Fix it.' };

test('prints how much was checked', async () => {
  const context = createFakeContext();
  expect(await validate({ spec: undefined, fixtures: undefined }, context)).toBe(0);
  expect(context.written.out).toBe('The contract is valid: 5 operations, 9 validators, 1 example, 0 fixtures.\n');
});

test('checks the given files', async () => {
  const asked: object[] = [];
  const validateContract = (options: object) => {
    asked.push(options);
    return Promise.resolve({ faults: [], ...NOTHING });
  };
  await validate({ spec: 'pets.yaml', fixtures: 'demo' }, createFakeContext({ validateContract }));
  expect(asked).toEqual([
    { spec: 'pets.yaml', allowRefs: [], fixtures: 'demo', onProgress: expect.any(Function) as unknown },
  ]);
});

test.each([
  ['reports', () => Promise.resolve({ faults: [FAULT], ...NOTHING })],
  ['throws', () => Promise.reject(new BootError([FAULT]))],
])('fails and prints every fault that the check %s', async (_how, validateContract) => {
  const context = createFakeContext({ validateContract });
  expect(await validate({ spec: undefined, fixtures: undefined }, context)).toBe(1);
  expect(context.written).toEqual({
    out: '',
    err: 'The contract is invalid: 1 fault.\n\n  a.yaml#/info: It is wrong.\n      Fix it.\n',
  });
});
