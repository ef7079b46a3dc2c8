import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Result } from '../execution/result.ts';

/**
 * Returns the result of a loop's next round: over the list `items`, or `times` rounds, at most `max_rounds`. A round
 * leaves by the exit `loop` with its item. After the last round the loop leaves by `done` and can start again.
 */
export function nextRound(
  parameters: JsonObject,
  { completed, input }: { readonly completed: number; readonly input: JsonObject },
): Result {
  const { items, times } = parameters;
  const list = toList(items);
  if (list === undefined && !isCount(times)) {
    return {
      kind: 'failed',
      code: 'no_items',
      message: 'The loop has nothing to repeat. Set items to a list, or times to a number.',
    };
  }
  const maxRounds = isCount(parameters['max_rounds'])
    ? Math.min(Number(parameters['max_rounds']), MAX_ROUNDS)
    : MAX_ROUNDS;
  const total = Math.min(list === undefined ? Number(times) : list.length, maxRounds);
  if (completed >= total)
    return {
      kind: 'done',
      output: { rounds: completed, last: completed === 0 ? null : input },
      exits: ['done'],
      round: 0,
    };
  const item = list === undefined ? completed + 1 : (list[completed] ?? null);
  return {
    kind: 'done',
    output: { item, index: completed, round: completed + 1, total },
    exits: ['loop'],
    round: completed + 1,
  };
}

/** Returns a list as it is, and the values of an object. */
function toList(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (Array.isArray(value)) return value as readonly JsonValue[];
  return isJsonObject(value) ? Object.values(value) : undefined;
}

function isCount(value: JsonValue | undefined): boolean {
  return (
    typeof value !== 'boolean' &&
    value !== null &&
    value !== '' &&
    Number.isInteger(Number(value)) &&
    Number(value) >= 0
  );
}

const MAX_ROUNDS = 100;
