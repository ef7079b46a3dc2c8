import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED, redactText } from '../../kernel/secrets/redaction.ts';
import { isSecretField, isSecretName, mayHoldSecret } from '../../kernel/secrets/secret-names.ts';

/**
 * A value without secrets. Whatever stands under a secret name goes, of any JSON type; null stays, since it says that
 * there is none. JSON within a text is redacted as well. Takes time linear in the value.
 */
export function redactValue(value: JsonValue, further: readonly string[] = []): JsonValue {
  return redact(value, { further, depth: 0, nesting: 0 });
}

/** The scalars of a value that stand under secret names, as texts. */
export function listSecrets(value: JsonValue, further: readonly string[] = []): ReadonlySet<string> {
  const found = new Set<string>();
  collectSecrets(value, { found, further, isSecret: false, depth: 0 });
  return found;
}

/** Headers without secrets. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  further: readonly string[],
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (isSecretName(name, further)) return [name, REDACTED];
      return [
        name,
        typeof value === 'string' ? redactText(value, further) : value.map((line) => redactText(line, further)),
      ];
    }),
  );
}

interface Walk {
  readonly further: readonly string[];
  readonly depth: number;
  /** How many texts of JSON lie around this value. */
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

/** `["authorization", "…"]`: so are headers and pairs listed, too. */
function redactList(list: readonly JsonValue[], walk: Walk): readonly JsonValue[] {
  return isSecretTuple(list, walk.further) ? [list[0] ?? null, REDACTED] : list.map((element) => redact(element, walk));
}

function isSecretTuple(list: readonly JsonValue[], further: readonly string[]): boolean {
  const [name] = list;
  return list.length === 2 && typeof name === 'string' && TUPLE_NAME.test(name) && isSecretName(name, further);
}

function redactObject(value: JsonObject, walk: Walk): JsonObject {
  const isPair = isSecretPair(value, walk.further);
  const copy: Record<string, JsonValue> = {};
  for (const [name, property] of Object.entries(value)) {
    const isSecret = isSecretField(name, property, walk.further) || (isPair && isValueName(name));
    setOwn(copy, name, isSecret && property !== null ? REDACTED : redact(property, walk));
  }
  return copy;
}

/** `{"name": "password", "value": "…"}`: headers and fields are often listed so. */
function isSecretPair(value: JsonObject, further: readonly string[]): boolean {
  return Object.entries(value).some(
    ([name, text]) =>
      typeof text === 'string' && text.length <= MAX_PAIR_NAME && PAIR_NAME.test(name) && isSecretName(text, further),
  );
}

function isValueName(name: string): boolean {
  return VALUE_NAME.test(name);
}

/** JSON within a text is read; what looks like some and cannot be read goes where it may hold a secret. */
function redactString(text: string, walk: Walk): string {
  if (!LIKE_JSON.test(text)) return redactText(text, walk.further);
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
  readonly further: readonly string[];
  readonly isSecret: boolean;
  readonly depth: number;
}

function collectSecrets(value: JsonValue, { found, further, isSecret, depth }: Collection): void {
  if (depth > MAX_DEPTH) return;
  if (isJsonObject(value)) {
    const isPair = isSecretPair(value, further);
    for (const [name, property] of Object.entries(value)) {
      const isBelow = isSecret || isSecretField(name, property, further) || (isPair && isValueName(name));
      collectSecrets(property, { found, further, isSecret: isBelow, depth: depth + 1 });
    }
  } else if (Array.isArray(value)) {
    const list = value as readonly JsonValue[];
    const isTuple = isSecretTuple(list, further);
    for (const [index, element] of list.entries()) {
      collectSecrets(element, { found, further, isSecret: isSecret || (isTuple && index === 1), depth: depth + 1 });
    }
  } else if (isSecret && value !== null && value !== '') {
    found.add(String(value));
  }
}

const PAIR_NAME = /^(?:name|key|k|field|header|parameter|id|type)$/i;
const VALUE_NAME = /^(?:values?|v)$/i;
const TUPLE_NAME = /^[\w.-]{1,200}$/;
const MAX_PAIR_NAME = 200;
/** An object or a list that is not a placeholder of a template (`{{name}}`). */
const LIKE_JSON = /^[\s\ufeff]*(?:"\s*[[{"\\]|[[{]\s*[\w"'[{\]}$-](?<!\{\{))/;
const MAX_NESTING = 3;
/** Deeper than any body that an operation takes; what is deeper would overflow the stack. */
const MAX_DEPTH = 200;
const TOO_DEEP = `[withheld: nested deeper than ${MAX_DEPTH}]`;
