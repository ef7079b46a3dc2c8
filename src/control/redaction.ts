import { isJsonObject, setOwn, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { REDACTED, redactUrls } from '../kernel/redaction.ts';
import { isSecretField, isSecretName, mayHoldSecret } from '../kernel/secret-names.ts';

/**
 * A value without secrets. Whatever stands under a secret name goes, of any JSON type; null stays, since it says that there is none. JSON within a
 * text is redacted as well. Takes time linear in the value.
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
      return [name, typeof value === 'string' ? redactUrls(value, further) : value.map((line) => redactUrls(line, further))];
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
  if (Array.isArray(value)) return value.map((element: JsonValue) => redact(element, below));
  return isJsonObject(value) ? redactObject(value, below) : value;
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
  return PAIR_NAMES.some((name) => {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof text === 'string' && text.length <= MAX_PAIR_NAME && isSecretName(text, further);
  });
}

function isValueName(name: string): boolean {
  return name.toLowerCase() === 'value';
}

/** JSON within a text is read; what looks like some and cannot be read goes where it may hold a secret. */
function redactString(text: string, walk: Walk): string {
  if (!LIKE_JSON.test(text)) return redactUrls(text, walk.further);
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
    for (const element of value as readonly JsonValue[]) collectSecrets(element, { found, further, isSecret, depth: depth + 1 });
  } else if (isSecret && value !== null && value !== '') {
    found.add(String(value));
  }
}

const PAIR_NAMES = ['name', 'key', 'field', 'Name', 'Key'];
const MAX_PAIR_NAME = 200;
/** An object or a list that is not a placeholder of a template (`{{name}}`). */
const LIKE_JSON = /^\s{0,100}[[{]\s{0,100}["'[{\]}\d](?<!\{\{)/;
const MAX_NESTING = 3;
/** Deeper than any body that an operation takes; what is deeper would overflow the stack. */
const MAX_DEPTH = 200;
const TOO_DEEP = `[withheld: nested deeper than ${MAX_DEPTH}]`;
