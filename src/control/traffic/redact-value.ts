import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED, redactText } from '../../kernel/secrets/redaction.ts';
import { isSecretField, isSecretName, mayHoldSecret } from '../../kernel/secrets/secret-names.ts';

/**
 * Redacts every value under a secret name, whatever its JSON type; null stays, since it means that there is no secret.
 * JSON within strings is redacted too. Takes linear time.
 */
export function redactValue(value: JsonValue, extraNames: readonly string[] = []): JsonValue {
  return redact(value, { extraNames, depth: 0, nesting: 0 });
}

/** Returns the scalars under secret names, as text. */
export function listSecrets(value: JsonValue, extraNames: readonly string[] = []): ReadonlySet<string> {
  const found = new Set<string>();
  collectSecrets(value, { found, extraNames, isSecret: false, depth: 0 });
  return found;
}

/** Redacts headers. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  extraNames: readonly string[],
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (isSecretName(name, extraNames)) return [name, REDACTED];
      return [
        name,
        typeof value === 'string' ? redactText(value, extraNames) : value.map((line) => redactText(line, extraNames)),
      ];
    }),
  );
}

interface Walk {
  readonly extraNames: readonly string[];
  readonly depth: number;
  /** The number of JSON strings that enclose this value. */
  readonly nesting: number;
}

function redact(value: JsonValue, walk: Walk): JsonValue {
  if (typeof value === 'string') return redactString(value, walk);
  if (typeof value !== 'object' || value === null) return value;
  if (walk.depth > MAX_DEPTH) return TOO_DEEP;
  const below = { ...walk, depth: walk.depth + 1 };
  if (Array.isArray(value)) return redactList(value as readonly JsonValue[], below);
  return isJsonObject(value) ? redactObject(value, below) : value;
}

/** Also redacts tuples such as `["authorization", "…"]`, a common form of headers. */
function redactList(list: readonly JsonValue[], walk: Walk): readonly JsonValue[] {
  return isSecretTuple(list, walk.extraNames)
    ? [list[0] ?? null, REDACTED]
    : list.map((element) => redact(element, walk));
}

function isSecretTuple(list: readonly JsonValue[], extraNames: readonly string[]): boolean {
  const [name] = list;
  return list.length === 2 && typeof name === 'string' && TUPLE_NAME.test(name) && isSecretName(name, extraNames);
}

function redactObject(value: JsonObject, walk: Walk): JsonObject {
  const isPair = isSecretPair(value, walk.extraNames);
  const copy: Record<string, JsonValue> = {};
  for (const [name, property] of Object.entries(value)) {
    const isSecret = isSecretField(name, property, walk.extraNames) || (isPair && isValueName(name));
    setOwn(copy, name, isSecret && property !== null ? REDACTED : redact(property, walk));
  }
  return copy;
}

/** Returns whether an object is a pair such as `{"name": "password", "value": "…"}` with a secret name. */
function isSecretPair(value: JsonObject, extraNames: readonly string[]): boolean {
  return Object.entries(value).some(
    ([name, text]) =>
      typeof text === 'string' &&
      text.length <= MAX_PAIR_NAME &&
      PAIR_NAME.test(name) &&
      isSecretName(text, extraNames),
  );
}

function isValueName(name: string): boolean {
  return VALUE_NAME.test(name);
}

/** Redacts JSON within a string. A string that looks like JSON, cannot be parsed and may hold a secret is redacted. */
function redactString(text: string, walk: Walk): string {
  if (!LIKE_JSON.test(text)) return redactText(text, walk.extraNames);
  const inner = walk.nesting < MAX_NESTING ? parseJson(text) : undefined;
  if (inner !== undefined) return JSON.stringify(redact(inner, { ...walk, nesting: walk.nesting + 1 }));
  return mayHoldSecret(text) ? REDACTED : text;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

interface Collection {
  readonly found: Set<string>;
  readonly extraNames: readonly string[];
  readonly isSecret: boolean;
  readonly depth: number;
}

function collectSecrets(value: JsonValue, { found, extraNames, isSecret, depth }: Collection): void {
  if (depth > MAX_DEPTH) return;
  if (isJsonObject(value)) {
    const isPair = isSecretPair(value, extraNames);
    for (const [name, property] of Object.entries(value)) {
      const isBelow = isSecret || isSecretField(name, property, extraNames) || (isPair && isValueName(name));
      collectSecrets(property, { found, extraNames, isSecret: isBelow, depth: depth + 1 });
    }
  } else if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    const isTuple = isSecretTuple(list, extraNames);
    for (const [index, element] of list.entries()) {
      collectSecrets(element, { found, extraNames, isSecret: isSecret || (isTuple && index === 1), depth: depth + 1 });
    }
  } else if (isSecret && value !== null && value !== '') {
    found.add(String(value));
  }
}

const PAIR_NAME = /^(?:name|key|k|field|header|parameter|id|type)$/i;
const VALUE_NAME = /^(?:values?|v)$/i;
const TUPLE_NAME = /^[\w.-]{1,200}$/;
const MAX_PAIR_NAME = 200;
/** The start of a JSON string, object or array, but not of a template placeholder (`{{name}}`). */
const LIKE_JSON = /^[\s\ufeff]*(?:"\s*[[{"\\]|[[{]\s*[\w"'[{\]}$-](?<!\{\{))/;
const MAX_NESTING = 3;
/** Deeper than any accepted body; the limit prevents a stack overflow. */
const MAX_DEPTH = 200;
const TOO_DEEP = `[withheld: nested deeper than ${MAX_DEPTH}]`;
