import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { findPlaceholders, findTooLong, isEmpty, toMissing } from './placeholders.ts';

/** The input of a run, from its request body. */
export interface RunInput {
  readonly message: string;
  readonly variables: JsonObject;
  readonly attachments: readonly JsonValue[];
}

/** Reads the input of a run from a validated body. */
export function readRunInput(body: JsonValue | undefined): RunInput {
  const { message, variables, attachment_uuids: attachments } = isJsonObject(body) ? body : {};
  return {
    message: typeof message === 'string' ? message : '',
    variables: isJsonObject(variables) ? variables : {},
    attachments: Array.isArray(attachments) ? attachments : [],
  };
}

/** Returns violations for unfilled placeholders of the agent's instruction, and for values that make it too long. */
export function findUnfilled(agent: StoredRecord, { variables }: RunInput): readonly FieldViolation[] {
  const instruction = String(agent['instruction'] ?? '');
  const missing = findPlaceholders(instruction).filter(
    (name) => !Object.hasOwn(variables, name) || isEmpty(variables[name]),
  );
  return [...missing.map(toMissing), ...findTooLong(instruction, variables)];
}
