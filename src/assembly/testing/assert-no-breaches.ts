import type { ResponseCheckReport } from '../../pipeline/response/check.ts';

/** Throws an Error that lists the responses that broke the contract, if there are any. */
export function assertNoBreaches({ breaches }: ResponseCheckReport): void {
  if (breaches.length === 0) return;
  const lines = breaches.map(
    ({ operationId, status, pointer, keyword, count }) =>
      `  ${operationId} ${status} ${pointer}: ${keyword} (${count}×)`,
  );
  throw new Error(`Responses violated the contract:\n${lines.join('\n')}`);
}
