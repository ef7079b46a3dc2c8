import type { Exchange } from '../../api/types.ts';

/** One stage of a request, and what came of it. */
export interface Stage {
  readonly stage: string;
  readonly verdict: string;
  readonly text: string;
  readonly details?: unknown;
}

/** Why a request got its response. */
export interface Explanation {
  readonly summary: string;
  readonly stages: readonly Stage[];
  readonly remedy?: string | null | undefined;
  /** The command line of the valid call that is nearest to the request. */
  readonly call?: string | null;
  /** How that call differs from the request, or why there is none. */
  readonly call_note?: string | null;
  /** The operations whose paths are most like the request's. */
  readonly nearest?: readonly { readonly method: string; readonly path: string }[];
}

/** Explains an exchange by what the log has of it, for servers that do not explain it themselves. */
export function explainByRecord(exchange: Exchange): Explanation {
  const { status, error, operation_id: operation, violations, breaches, fault, answered_by: answeredBy } = exchange;
  const near = exchange.near_paths ?? [];
  const stages: Stage[] = [
    operation === null
      ? { stage: 'match', verdict: 'rejected', text: 'The contract has no operation at this path and method.' }
      : { stage: 'match', verdict: 'passed', text: `It is a request of ${operation}.` },
    ...violations.map(({ field, message, location, keyword }) => ({
      stage: 'validate',
      verdict: 'rejected',
      text: message,
      details: { location, field, keyword },
    })),
    ...(fault === null
      ? []
      : [{ stage: 'faults', verdict: 'applied', text: `A fault hit it: ${fault.kind ?? ''}.`, details: fault }]),
    ...(answeredBy === null
      ? []
      : [
          {
            stage: 'source',
            verdict: 'applied',
            text: `The answer came from the ${answeredBy.source}.`,
            details: answeredBy,
          },
        ]),
    ...breaches.map(({ pointer, keyword }) => ({
      stage: 'check',
      verdict: 'rejected',
      text: `The response broke the contract at ${pointer} (${keyword}).`,
    })),
  ];
  return {
    summary: error === null ? `The response is ${status}.` : `${status}: ${error}`,
    stages,
    remedy: near.length === 0 ? null : `Paths like it: ${near.join(', ')}`,
  };
}
