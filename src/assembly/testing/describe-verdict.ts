import { redactValue } from '../../control/traffic/redact-value.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Expectation, Verdict, Verification } from './test-controls.ts';

/** Returns the message of an expectation that does not hold: what was expected, and the nearest requests. */
export function describeMiss(verification: Verification, { count, closest }: Verdict): string {
  const headline =
    verification.inOrder === undefined
      ? `Expected to receive ${describeExpectation(verification)}; ${formatRequests(count)} like that.`
      : describeOrderMiss(verification.inOrder, count);
  return [headline, ...(closest.length === 0 ? [] : ['Nearest:']), ...closest.map(describeRequest)].join('\n');
}

/** Returns an expectation in one line, its secrets redacted: `updateAccount {"body":{"name":"Ada"}} {"exactly":1}`. */
export function describeExpectation({ operationId, method, path, where = {}, ...counts }: Verification): string {
  const kind = [operationId, method, path].filter((part) => part !== undefined);
  const conditions = [where, counts].filter((part) => Object.values(part).some((value) => value !== undefined));
  const words = [...kind, ...conditions.map((part) => JSON.stringify(redactValue(part as JsonValue)))];
  return words.length === 0 ? 'a request' : words.join(' ');
}

function describeOrderMiss(steps: readonly Expectation[], found: number): string {
  const lines = steps.map(
    (step, index) => `  ${index + 1}. ${describeExpectation(step)}${index === found ? MISSING : ''}`,
  );
  return ['Expected to receive, in this order:', ...lines].join('\n');
}

function describeRequest({ number, method, path, status, differences }: Verdict['closest'][number]): string {
  const lines = differences.map(
    ({ at, expected, actual }) =>
      `    ${at === 'operation_id' ? 'operationId' : at}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual) ?? 'missing'}`,
  );
  return [`  #${number} ${method} ${path} → ${status}`, ...lines].join('\n');
}

function formatRequests(count: number): string {
  return `${count} ${count === 1 ? 'request was' : 'requests were'}`;
}

const MISSING = ' (not received)';
