import { isSecretParameter, mayHoldSecret } from './secret-names.ts';

/** Replaces a secret. */
export const REDACTED = '[redacted]';
/** Replaces a secret in a URL, where brackets are not allowed. */
export const REDACTED_IN_URL = 'redacted';

/** Redacts the values of secret names in a query or a form. Nested and percent-encoded names are recognized. */
export function redactQuery(query: string, extraNames: readonly string[] = [], mark = REDACTED_IN_URL): string {
  return query
    .split(SEPARATORS)
    .map((pair) => redactPair(pair, extraNames, mark))
    .join('');
}

/** Redacts secrets in the URLs, queries and `name=value` lists within a text, and its bearer tokens. */
export function redactUrls(text: string, extraNames: readonly string[] = []): string {
  const bare = text.replaceAll(URL_PASSWORD, `$1:${REDACTED_IN_URL}@`).replaceAll(BEARER, `$1${REDACTED_IN_URL}`);
  if (!bare.includes('=')) return bare;
  return bare.replaceAll(/(?:^|[?&#;,\s])(?:"[^"]*"?|[^&;,\s"<>])+/g, (part) => redactQueryPart(part, extraNames));
}

/** Redacts a text for the log. JSON or markup that may hold a secret is redacted as a whole. */
export function redactText(text: string, extraNames: readonly string[] = []): string {
  return /^\s{0,100}[<{[]/.test(text) && mayHoldSecret(text) ? REDACTED : redactUrls(text, extraNames);
}

/**
 * Redacts the secrets in a path. `template`, the operation's path, tells which segments are parameters. Without it, a
 * segment is a secret when it follows one named like a secret (`/tokens/abc123`) and does not read like a word.
 */
export function redactPath(path: string, template?: string): string {
  const segments = path.split('/');
  const known = template?.split('/');
  const offset = segments.length - (known?.length ?? 0);
  return segments
    .map((sent, index) => {
      const segment = redactUrls(sent);
      const isSecret =
        known === undefined
          ? isGuessedSecret(segment, findBefore(segments, index))
          : isSecretTemplateSegment(known[index - offset] ?? '');
      return isSecret && segment !== '' ? REDACTED_IN_URL : segment;
    })
    .join('/');
}

/** Creates a redactor for paths of these templates and for unknown paths. */
export function createPathRedactor(templates: readonly string[]): (path: string) => string {
  const secret = templates
    .filter((template) => template.split('/').some(isSecretTemplateSegment))
    .map((template) => template.split('/'));
  return function redactKnownPath(path) {
    const segments = path.split('/');
    const template = secret.find((parts) => isPathOf(segments, parts));
    return redactPath(path, template?.join('/'));
  };
}

/** Compares from the end: a sandbox prefix or a mount may precede the template. */
function isPathOf(segments: readonly string[], template: readonly string[]): boolean {
  const offset = segments.length - template.length;
  return (
    offset >= 0 &&
    template.every((part, index) => part.includes('{') || part === segments[index + offset] || part === '')
  );
}

/** Returns the previous segment, skipping empty ones: `/tokens//abc123`. */
function findBefore(segments: readonly string[], index: number): string | undefined {
  return segments[index - 1] === ''
    ? segments.slice(0, index).findLast((segment) => segment !== '')
    : segments[index - 1];
}

function isSecretTemplateSegment(part: string): boolean {
  return isSecretParameter(PARAMETER.exec(part)?.[1] ?? '');
}

function isGuessedSecret(segment: string, before: string | undefined): boolean {
  return before !== undefined && isSecretParameter(before) && !/^[a-z-]+$/.test(segment);
}

function redactPair(pair: string, extraNames: readonly string[], mark: string): string {
  const end = pair.indexOf('=');
  const name = decode(end === -1 ? pair : pair.slice(0, end));
  // A body that is wrongly labelled as a form reads as one long name.
  if (!PLAIN_NAME.test(name)) return mayHoldSecret(name) ? mark : pair;
  if (end === -1) return pair;
  const value = pair.slice(end + 1);
  if (isSecretParameter(name, extraNames) || holdsSecret(decode(value))) return `${pair.slice(0, end)}=${mark}`;
  return pair;
}

/** Returns whether a value that is itself JSON, markup or a query may hold a secret. */
function holdsSecret(value: string): boolean {
  return /[={<]/.test(value) && mayHoldSecret(value);
}

/** Redacts everything after the first secret name, since its value may contain separators. */
function redactQueryPart(part: string, extraNames: readonly string[]): string {
  let start = 0;
  for (const piece of part.split(/(?<=[?#=])/)) {
    const end = start + piece.length;
    const name = piece.endsWith('=') ? decode(piece.slice(0, -1)).replace(/^[?&#;,\s]/, '') : '';
    if (name !== '' && name.length <= MAX_NAME_LENGTH && isSecretParameter(name, extraNames))
      return part.slice(0, end) + REDACTED_IN_URL;
    start = end;
  }
  return part;
}

/** Decodes a name. One that cannot be decoded is treated as secret. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return 'secret';
  }
}

/** Captured, so that `split` keeps them. Some servers also separate pairs at a semicolon. */
const SEPARATORS = /([&;])/;
const PARAMETER = /^[^{}]{0,200}\{([^{}]{1,200})\}/;
const PLAIN_NAME = /^[\p{L}\p{N} \n_.$[\]-]{0,200}$/u;
const MAX_NAME_LENGTH = 200;
const URL_PASSWORD = /(:\/\/[^\s/?#@:"<>]{0,200}):[^\s/?#@"<>]+@/g;
/** A token has a digit, unlike a word that follows "bearer". */
const BEARER = /\b(bearer\s{1,10})(?=[^\s\d"',;<>]{0,500}\d)[^\s"',;<>]+/gi;
