import type { PrepareRule } from './behaviour.ts';

/** Answers with the contract's own example, and says so: the operation is not simulated. */
export const prepareExample: PrepareRule = () => answerExample;

function answerExample() {
  return { kind: 'example' } as const;
}
