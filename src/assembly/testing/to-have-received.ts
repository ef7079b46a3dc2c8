import { SimulatorError } from '../../kernel/simulator-error.ts';
import { describeExpectation } from './describe-verdict.ts';
import type { TestControls, Verification } from './test-controls.ts';

/** What a received request contains, and how often it was received: at least once by default. */
export type Received = NonNullable<Verification['where']> & Pick<Verification, 'atLeast' | 'atMost' | 'exactly'>;

/** The result of a Vitest matcher. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * A matcher: `await expect(sandbox).toHaveReceived('updateAccount', { body: { name: 'Ada' } })`. When it fails, its
 * message lists the nearest requests.
 */
export async function toHaveReceived(
  world: Pick<TestControls, 'verify' | 'count'>,
  operationId: string,
  { atLeast, atMost, exactly, ...where }: Received = {},
): Promise<MatcherResult> {
  const counts = Object.fromEntries(
    Object.entries({ atLeast, atMost, exactly }).filter(([, count]) => count !== undefined),
  );
  const verification = { operationId, where, ...counts };
  try {
    await world.verify(verification);
  } catch (error) {
    if (!(error instanceof SimulatorError && error.code === 'EXPECTATION_FAILED')) throw error;
    return { pass: false, message: () => error.message };
  }
  const count = await world.count({ operationId, where });
  return {
    pass: true,
    message: () => `Expected not to receive ${describeExpectation(verification)}, and received it ${count}×.`,
  };
}
