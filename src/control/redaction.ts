import { isJsonObject, type JsonValue } from '../kernel/json.ts';

/** What stands for a secret. */
export const REDACTED = '[redacted]';

/** Whether what has this name is a secret: a header, a parameter or a property. `further` are names in lower case. */
export function isSecretName(name: string, further: readonly string[] = []): boolean {
  return SECRET.test(name) || further.includes(name.toLowerCase());
}

/** A value without the texts in it that are named like secrets. */
export function redactValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return redactUrls(value);
  if (Array.isArray(value)) return value.map((element: JsonValue) => redactValue(element));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, property]) => [
      name,
      typeof property === 'string' && isSecretName(name) ? REDACTED : redactValue(property),
    ]),
  );
}

/** Headers without secrets. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  further: readonly string[],
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecretName(name, further) ? REDACTED : value]));
}

/** A query, as it was sent, without secrets. */
export function redactQuery(query: string, further: readonly string[]): string {
  return query
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      return pair.includes('=') && isSecretName(decodeSafely(name), further) ? `${name}=${IN_QUERY}` : pair;
    })
    .join('&');
}

/** Links repeat the query that they were asked with. */
export function redactUrls(text: string): string {
  if (!text.includes('=')) return text;
  return text.replaceAll(/([?&])([^=&?\s"]{1,100})=([^&\s"<]*)/g, (pair, mark: string, name: string) =>
    isSecretName(decodeSafely(name)) ? `${mark}${name}=${IN_QUERY}` : pair,
  );
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return 'secret';
  }
}

/** Where brackets are not allowed. */
const IN_QUERY = 'redacted';
const SECRET =
  /(^|[_.-]|[a-z](?=[A-Z]))(tokens?|passw(or)?d|password_confirmation|pwd|secrets?|authorization|cookie|credentials?|signature|api[_-]?key|private[_-]?key)$/i;
