import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Result } from '../execution/result.ts';

/**
 * The next round of a loop: over `items` (a list), or `times`, and never more than `max_rounds`. It leaves by `loop`
 * with what the round is about, and by `done` when there is none left; then it can begin anew.
 */
export function takeRound(
  parameters: JsonObject,
  { before, input }: { readonly before: number; readonly input: JsonObject },
): Result {
  const { items, times } = parameters;
  const list = toList(items);
  if (list === undefined && !isCount(times)) {
    return {
      kind: 'failed',
      code: 'no_items',
      message: 'The loop needs a list as its items, or a number as its times.',
    };
  }
  const most = isCount(parameters['max_rounds']) ? Math.min(Number(parameters['max_rounds']), MAX_ROUNDS) : MAX_ROUNDS;
  const total = Math.min(list === undefined ? Number(times) : list.length, most);
  if (before >= total)
    return { kind: 'done', output: { rounds: before, last: before === 0 ? null : input }, exits: ['done'], round: 0 };
  const item = list === undefined ? before + 1 : (list[before] ?? null);
  return {
    kind: 'done',
    output: { item, index: before, round: before + 1, total },
    exits: ['loop'],
    round: before + 1,
  };
}

/** A list, or what an object holds. */
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
