import { findDifferences, type FieldChange } from '../../api/differences.ts';
import type { Exchange, ExchangeMessage } from '../../api/types.ts';
import type { Stage } from '../exchange/explained.ts';

/** Returns where two requests differ: method, path, query, headers, body. */
export function compareRequests(first: Exchange, second: Exchange): readonly FieldChange[] {
  return findDifferences(toRequest(first), toRequest(second));
}

/** Returns where two responses differ: status, headers, body. */
export function compareResponses(first: Exchange, second: Exchange): readonly FieldChange[] {
  return findDifferences(toResponse(first), toResponse(second));
}

/** A stage of two requests; undefined for the one that did not come to it. */
export interface StagePair {
  readonly stage: string;
  readonly first: Stage | undefined;
  readonly second: Stage | undefined;
  readonly isSame: boolean;
}

/** Puts the stages of two requests beside each other, in the order of the first. */
export function pairStages(first: readonly Stage[], second: readonly Stage[]): readonly StagePair[] {
  const [left, right] = [toNamed(first), toNamed(second)];
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    const isSame = one?.verdict === other?.verdict && one?.text === other?.text;
    return { stage: one?.stage ?? other?.stage ?? name, first: one, second: other, isSame };
  });
}

/** A stage may occur several times: each time has a name of its own. */
function toNamed(stages: readonly Stage[]): ReadonlyMap<string, Stage> {
  const counts = new Map<string, number>();
  return new Map(
    stages.map((stage) => {
      const count = counts.get(stage.stage) ?? 0;
      counts.set(stage.stage, count + 1);
      return [`${stage.stage} ${count}`, stage] as const;
    }),
  );
}

function toRequest({ method, path, query, request }: Exchange): unknown {
  return { method, path, query: toQuery(query), ...toMessage(request) };
}

function toResponse({ status, response }: Exchange): unknown {
  return { status, ...toMessage(response) };
}

function toMessage({ headers, body }: ExchangeMessage): object {
  const shown = Object.entries(headers).filter(([name]) => !CHANGING.has(name));
  return { headers: Object.fromEntries(shown), body };
}

function toQuery(query: string): Readonly<Record<string, readonly string[]>> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

/** Headers that no two responses share. */
const CHANGING: ReadonlySet<string> = new Set(['date', 'x-request-id']);
