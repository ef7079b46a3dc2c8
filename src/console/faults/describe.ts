import type { FaultRule } from '../api/types.ts';

/** Says which requests a fault hits. */
export function toTarget({ operation_id: operation, method, path }: FaultRule): string {
  const place = operation ?? ([method, path].filter((part) => part !== undefined).join(' ') || undefined);
  return place ?? 'every operation';
}

/** Says what a fault does to a request, besides its kind. */
export function toEffect(fault: FaultRule): string {
  const { delay_ms: delay, status, probability, limit, when, takes_effect: takesEffect } = fault;
  return [
    fault.kind === 'status' ? `responds ${status ?? 500}` : '',
    delay === undefined ? '' : typeof delay === 'number' ? `${delay} ms` : `${delay.p50} to ${delay.p99} ms`,
    fault.kind === 'rate_limit' ? `after ${limit ?? 0}` : '',
    probability === undefined ? '' : `${Math.round(probability * 100)} % of them`,
    when === undefined ? '' : 'where a pattern matches',
    takesEffect === true ? 'but takes effect' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The values of the form for a fault, as texts. */
export interface FaultInput {
  readonly operation: string;
  readonly kind: FaultRule['kind'];
  readonly status: string;
  readonly delay: string;
  readonly times: string;
  readonly limit: string;
}

/** Returns the rule that the form describes: only what its kind has. */
export function toRule({ operation, kind, status, delay, times, limit }: FaultInput): FaultRule {
  return {
    ...(operation === '' ? {} : { operation_id: operation }),
    kind,
    ...(kind === 'status' ? { status: Number(status) } : {}),
    ...(DELAYED.has(kind) && delay !== '' ? { delay_ms: Number(delay) } : {}),
    ...(kind === 'rate_limit' && limit !== '' ? { limit: Number(limit) } : {}),
    ...(times === '' ? {} : { times: Number(times) }),
  };
}

/** The kinds of faults, and what each does. */
export const KINDS = [
  ['status', 'responds with a status'],
  ['latency', 'delays the response'],
  ['drop', 'closes the connection'],
  ['truncate', 'cuts the body in half'],
  ['malformed', 'sends a body that is no JSON'],
  ['slow_body', 'sends the body in pieces'],
  ['rate_limit', 'responds 429 after some'],
] as const satisfies readonly (readonly [FaultRule['kind'], string])[];

/** The kinds that take time. */
export const DELAYED: ReadonlySet<FaultRule['kind']> = new Set(['latency', 'slow_body']);
