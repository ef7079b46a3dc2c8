import { isSecretParameter, mayHoldSecret } from './secret-names.ts';

/** What stands for a secret. */
export const REDACTED = '[redacted]';
/** What stands for one in a URL, where brackets are not allowed. */
export const REDACTED_IN_URL = 'redacted';

/**
 * A query or a form, as it was sent, without secrets: names stay, and values of secret names go, nested and encoded
 * ones too.
 */
export function redactQuery(query: string, further: readonly string[] = [], mark = REDACTED_IN_URL): string {
  return query
    .split(SEPARATORS)
    .map((pair) => redactPair(pair, further, mark))
    .join('');
}

/**
 * A text without the secrets of the URLs, queries and lists of pairs in it, the passwords of its URLs and its bearer
 * tokens included.
 */
export function redactUrls(text: string, further: readonly string[] = []): string {
  const bare = text.replaceAll(URL_PASSWORD, `$1${REDACTED_IN_URL}@`).replaceAll(BEARER, `$1${REDACTED_IN_URL}`);
  if (!bare.includes('=')) return bare;
  return bare.replaceAll(/(?:^|[?&#;,\s])(?:"[^"]*"?|[^&;,\s"<>])+/g, (part) => redactQueryPart(part, further));
}

/** A text of a log without secrets: those of URLs go, and all of it where it is JSON or markup that may hold one. */
export function redactText(text: string, further: readonly string[] = []): string {
  return /^\s{0,100}[<{[]/.test(text) && mayHoldSecret(text) ? REDACTED : redactUrls(text, further);
}

/**
 * A path without secrets. `template` is its operation's, and says which segments are parameters; without one, what
 * follows a segment named like a secret (`/tokens/abc123`) is taken for one unless it reads like a word.
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

/** Makes what takes secrets out of paths of any of these templates, and of none. */
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

/** From the end: a sandbox or a mount may come before it. */
function isPathOf(segments: readonly string[], template: readonly string[]): boolean {
  const offset = segments.length - template.length;
  return (
    offset >= 0 &&
    template.every((part, index) => part.includes('{') || part === segments[index + offset] || part === '')
  );
}

/** Empty segments are none: `/tokens//abc123`. */
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

function redactPair(pair: string, further: readonly string[], mark: string): string {
  const end = pair.indexOf('=');
  const name = decode(end === -1 ? pair : pair.slice(0, end));
  // A body of another kind that says it is a form is one long name.
  if (!PLAIN_NAME.test(name)) return mayHoldSecret(name) ? mark : pair;
  if (end === -1) return pair;
  const value = pair.slice(end + 1);
  if (isSecretParameter(name, further) || holdsSecret(decode(value))) return `${pair.slice(0, end)}=${mark}`;
  return pair;
}

/** A value that is itself JSON, markup or a query. */
function holdsSecret(value: string): boolean {
  return /[={<]/.test(value) && mayHoldSecret(value);
}

/** From the first secret name on, the rest goes: its value may hold what elsewhere ends one. */
function redactQueryPart(part: string, further: readonly string[]): string {
  let start = 0;
  for (const piece of part.split(/(?<=[?#=])/)) {
    const end = start + piece.length;
    const name = piece.endsWith('=') ? decode(piece.slice(0, -1)).replace(/^[?&#;,\s]/, '') : '';
    if (name !== '' && name.length <= MAX_NAME_LENGTH && isSecretParameter(name, further))
      return part.slice(0, end) + REDACTED_IN_URL;
    start = end;
  }
  return part;
}

/** A name that does not decode may be any. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return 'secret';
  }
}

/** Kept between the parts. Some servers separate pairs at a semicolon too. */
const SEPARATORS = /([&;])/;
const PARAMETER = /^[^{}]{0,200}\{([^{}]{1,200})\}/;
const PLAIN_NAME = /^[\p{L}\p{N} \n_.$[\]-]{0,200}$/u;
const MAX_NAME_LENGTH = 200;
const URL_PASSWORD = /(:\/\/[^\s/?#@:"<>]{0,200}):[^\s/?#@"<>]+@/g;
/** Such a token has a digit; a word that follows has none. */
const BEARER = /\b(bearer\s{1,10})(?=[^\s\d"',;<>]{0,500}\d)[^\s"',;<>]+/gi;
