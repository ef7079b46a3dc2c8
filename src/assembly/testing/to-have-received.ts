import { redactValue } from '../../control/traffic/redact-value.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { TestControls, Verdict, Verification } from './test-controls.ts';

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
  world: Pick<TestControls, 'verify'>,
  operationId: string,
  { atLeast, atMost, exactly, ...where }: Received = {},
): Promise<MatcherResult> {
  const counts = Object.fromEntries(
    Object.entries({ atLeast, atMost, exactly }).filter(([, count]) => count !== undefined),
  );
  const verdict = await world.verify({ operationId, where, ...counts });
  return { pass: verdict.satisfied, message: () => toMessage(operationId, { where, counts }, verdict) };
}

function toMessage(
  operationId: string,
  { where, counts }: { readonly where: object; readonly counts: object },
  { satisfied, count, closest }: Verdict,
): string {
  const asked = [
    operationId,
    ...[where, counts].flatMap((part) =>
      Object.keys(part).length === 0 ? [] : JSON.stringify(redactValue(part as JsonValue)),
    ),
  ].join(' ');
  if (satisfied) return `Expected not to receive ${asked}, and received it ${count}×.`;
  const misses = closest.map(({ number, method, path, status, differences }) => {
    const lines = differences.map(
      ({ at, expected, actual }) =>
        `    ${at}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual) ?? 'missing'}`,
    );
    return [`  #${number} ${method} ${path} → ${status}`, ...lines].join('\n');
  });
  return [
    `Expected to receive ${asked}; ${count} ${count === 1 ? 'request was' : 'requests were'} like that.`,
    ...(misses.length === 0 ? [] : ['Nearest:', ...misses]),
  ].join('\n');
}
