import { describe, expect, expectTypeOf, it } from 'vitest';
import { toCamelCase, toSnakeCase, type CamelCased } from '../../../src/control/wire/wire-names.ts';
import type { components } from '../../../src/control/wire/control.generated.ts';

type NewFault = components['schemas']['NewFault'];

/** A rule in which the names that a user chooses look like names of the wire and of TypeScript. */
const RULE = {
  operationId: 'updateAccount',
  kind: 'status',
  status: 503,
  headers: { retry_after: '1', 'X-RetryAfter': '1' },
  body: { error_code: 1, errorCode: 2 },
  when: { query: { sort_by: 'name' }, path: { account_uuid: '1' }, body: [{ created_at: { $any_of: [1] } }] },
  takesEffect: true,
} satisfies CamelCased<NewFault>;

const WIRE_RULE = {
  operation_id: 'updateAccount',
  kind: 'status',
  status: 503,
  headers: { retry_after: '1', 'X-RetryAfter': '1' },
  body: { error_code: 1, errorCode: 2 },
  when: { query: { sort_by: 'name' }, path: { account_uuid: '1' }, body: [{ created_at: { $any_of: [1] } }] },
  takes_effect: true,
} satisfies NewFault;

describe('names of the control plane', () => {
  it('become snake_case on the wire; names that a user chooses stay', () => {
    expect(toSnakeCase<NewFault>(RULE)).toEqual(WIRE_RULE);
  });

  it('become camelCase in TypeScript; names that a user chooses stay', () => {
    expect(toCamelCase(WIRE_RULE)).toEqual(RULE);
  });

  it('are converted at any depth', () => {
    expect(toCamelCase({ in_order: [{ operation_id: 'a' }], delay_ms: { p50: 1, p99: 2 }, near_paths: null })).toEqual({
      inOrder: [{ operationId: 'a' }],
      delayMs: { p50: 1, p99: 2 },
      nearPaths: null,
    });
  });

  it('have derived types', () => {
    type Rule = CamelCased<NewFault>;
    expectTypeOf<Rule['delayMs']>().toEqualTypeOf<number | { p50: number; p99: number } | undefined>();
    expectTypeOf<Rule['headers']>().toEqualTypeOf<Record<string, string> | undefined>();
    expectTypeOf<keyof Rule>().not.toEqualTypeOf<keyof NewFault>();
  });
});
