import { isJsonObject, setOwn, type JsonValue } from '../../../kernel/json/json.ts';
import { REDACTED, redactUrls } from '../../../kernel/secrets/redaction.ts';
import { isSecretField } from '../../../kernel/secrets/secret-names.ts';

/** Returns a JSON value without the texts and numbers of properties that are named like a secret. */
export function redactSecrets(value: JsonValue, isSecret = false): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => redactSecrets(item, isSecret));
  if (typeof value === 'string') return isSecret ? REDACTED : value.includes('://') ? redactUrls(value) : value;
  if (!isJsonObject(value)) return value;
  const copy: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value)) {
    const isHidden = isSecret || isSecretField(name, member);
    setOwn(
      copy,
      name,
      isHidden && typeof member === 'number' && !isSecret ? REDACTED : redactSecrets(member, isHidden),
    );
  }
  return copy;
}
