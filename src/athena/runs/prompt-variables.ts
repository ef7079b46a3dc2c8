import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { findPlaceholders, isEmpty, toMissing, toVariableViolation } from './placeholders.ts';

/**
 * Returns the values of a prompt's placeholders: those that were sent, else the declared defaults. A placeholder
 * without a value and a value of the wrong type are violations.
 */
export function readVariables(
  prompt: StoredRecord,
  sent: JsonObject,
): { readonly values: JsonObject; readonly violations: readonly FieldViolation[] } {
  const declared = new Map(toList(prompt['variables']).map((variable) => [String(variable['name']), variable]));
  const names = [...new Set([...findPlaceholders(String(prompt['content'])), ...declared.keys()])];
  const values: Record<string, JsonValue> = {};
  const violations: FieldViolation[] = [];
  for (const name of names) {
    const variable = declared.get(name);
    const value = Object.hasOwn(sent, name) && !isEmpty(sent[name]) ? sent[name] : variable?.['default_value'];
    if (isEmpty(value)) {
      if (variable?.['is_required'] === false) values[name] = '';
      else violations.push(toMissing(name));
      continue;
    }
    values[name] = value ?? '';
    violations.push(...checkValue(name, values[name], variable ?? {}));
  }
  return { values, violations };
}

function checkValue(name: string, value: JsonValue, { type, options }: JsonObject): readonly FieldViolation[] {
  const text = String(value);
  if (type === 'number' && !/^-?\d{1,15}(\.\d{1,15})?$/.test(text))
    return [toVariableViolation(name, 'numeric', 'field must be a number.')];
  if (type === 'boolean' && !/^(true|false|1|0)$/.test(text))
    return [toVariableViolation(name, 'boolean', 'field must be true or false.')];
  if (type === 'date' && !/^\d{4}-\d\d-\d\d/.test(text))
    return [toVariableViolation(name, 'date', 'field must be a valid date.')];
  const choices: readonly JsonValue[] = Array.isArray(options) ? options : [];
  return type === 'select' && choices.length > 0 && !choices.includes(text)
    ? [toVariableViolation(name, 'in', 'is invalid.')]
    : [];
}

function toList(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
