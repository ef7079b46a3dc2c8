import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { findPlaceholders, findTooLong, isEmpty, toMissing } from './placeholders.ts';

/** What the body of a run says. */
export interface RunInput {
  readonly message: string;
  readonly variables: JsonObject;
  readonly attachments: readonly JsonValue[];
}

/** Reads a body that validation has let through. */
export function readRunInput(body: JsonValue | undefined): RunInput {
  const { message, variables, attachment_uuids: attachments } = isJsonObject(body) ? body : {};
  return {
    message: typeof message === 'string' ? message : '',
    variables: isJsonObject(variables) ? variables : {},
    attachments: Array.isArray(attachments) ? attachments : [],
  };
}

/** The gaps of an agent's instruction that nothing fills, or that are filled with too much. */
export function findUnfilled(agent: StoredRecord, { variables }: RunInput): readonly FieldViolation[] {
  const instruction = String(agent['instruction'] ?? '');
  const missing = findPlaceholders(instruction).filter(
    (name) => !Object.hasOwn(variables, name) || isEmpty(variables[name]),
  );
  return [...missing.map(toMissing), ...findTooLong(instruction, variables)];
}
