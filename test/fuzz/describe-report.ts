import type { Failure, FuzzReport } from './run-fuzz.ts';

/** Summarizes a report as text. */
export function describeReport({
  seed,
  requests,
  cases,
  accepted,
  sites,
  operations,
  failures,
  checked,
  breaches,
}: FuzzReport): string {
  const made = [...cases.values()].reduce((sum, count) => sum + count, 0);
  const kinds = [...cases]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    `Fuzz: seed ${seed}, ${made} requests generated from the contract (${requests} sent in total), ${operations} operations, ${sites} invalid locations.`,
    `  by kind: ${kinds.join(', ')}. ${accepted} of the valid ones were accepted.`,
    `  ${checked} responses checked by the simulator, ${breaches.length} breaches of the contract, ${failures.length} failures.`,
  ].join('\n');
}

/** Describes a failure with the requests that show it, and how to reproduce it. */
export function describeFailure({ operationId, kind, message, curls }: Failure, seed: number): string {
  return [
    `${operationId}, ${kind}: ${message}`,
    ...curls.map((curl) => `  ${shorten(curl)}`),
    `  Reproduce: FUZZ_SEED=${seed} npm run test:fuzz`,
  ].join('\n');
}

function shorten(curl: string): string {
  return curl.length > MAX_LENGTH ? `${curl.slice(0, MAX_LENGTH)}… (${curl.length} characters)` : curl;
}

const MAX_LENGTH = 10_000;
