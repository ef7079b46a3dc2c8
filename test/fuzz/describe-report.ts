import type { Failure, FuzzReport } from './run-fuzz.ts';

/** What was sent, in lines for a person. */
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
    `Fuzz: seed ${seed}, ${made} requests made from the contract (${requests} sent in all), ${operations} operations, ${sites} places broken.`,
    `  by kind: ${kinds.join(', ')}. Of the valid ones ${accepted} were accepted.`,
    `  ${checked} answers checked by the simulator, ${breaches.length} breaches of the contract, ${failures.length} failures.`,
  ].join('\n');
}

/** A failure with the requests that show it, and how to see it again. */
export function describeFailure({ operationId, kind, message, curls }: Failure, seed: number): string {
  return [
    `${operationId}, ${kind}: ${message}`,
    ...curls.map((curl) => `  ${shorten(curl)}`),
    `  Again: FUZZ_SEED=${seed} npm run test:fuzz`,
  ].join('\n');
}

function shorten(curl: string): string {
  return curl.length > LONGEST ? `${curl.slice(0, LONGEST)}… (${curl.length} characters)` : curl;
}

const LONGEST = 10_000;
