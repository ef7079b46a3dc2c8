import type { components } from '../../control/control.generated.ts';
import { redactValue } from '../../control/traffic/redaction.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { TestControls } from './test-controls.ts';

type Verification = components['schemas']['Verification'];

/** What was to be received beside the operation: what it was like, and how often. */
export type Received = NonNullable<Verification['where']> & Pick<Verification, 'at_least' | 'at_most' | 'exactly'>;

/** What a matcher gives back. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * A matcher: `await expect(sandbox).toHaveReceived('updateAccount', { body: { name: 'Ada' } })`. Where it fails it says
 * what came nearest.
 */
export async function toHaveReceived(
  world: Pick<TestControls, 'verify'>,
  operationId: string,
  { at_least, at_most, exactly, ...where }: Received = {},
): Promise<MatcherResult> {
  const counts = Object.fromEntries(
    Object.entries({ at_least, at_most, exactly }).filter(([, count]) => count !== undefined),
  );
  const verdict = await world.verify({ operation_id: operationId, where, ...counts });
  return { pass: verdict.satisfied, message: () => toMessage(operationId, { where, counts }, verdict) };
}

function toMessage(
  operationId: string,
  { where, counts }: { readonly where: object; readonly counts: object },
  { satisfied, count, closest }: components['schemas']['Verdict'],
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
