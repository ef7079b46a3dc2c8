/**
 * Returns whether the value of a header, parameter, form field or property with this name is a secret. The name may be
 * nested (`user[password]`), percent-encoded (`p%61ssword`) or escaped, in any case (`apiKey`, `API-KEY`).
 * `extraNames` are in lower case. Takes linear time.
 */
export function isSecretName(name: string, extraNames: readonly string[] = []): boolean {
  if (extraNames.length > 0 && extraNames.includes(name.toLowerCase())) return true;
  if (!HINT.test(name)) return false;
  return decodeEscapes(name)
    .split(/[[\].]/)
    .some(isSecretSegment);
}

/** Like `isSecretName`, for a property and its value. A number or boolean under `tokens` or `max_tokens` is a count. */
export function isSecretField(name: string, value: unknown, extraNames: readonly string[] = []): boolean {
  if (!isSecretName(name, extraNames)) return false;
  const mayBeCount = typeof value === 'number' || typeof value === 'boolean';
  return !(mayBeCount && COUNT.test(name) && !extraNames.includes(name.toLowerCase()));
}

/** Like `isSecretName`, for query, path and form parameters, where `key`, `code` and `session` are secrets too. */
export function isSecretParameter(name: string, extraNames: readonly string[] = []): boolean {
  return SECRET_PARAMETER.test(name) || isSecretName(name, extraNames);
}

/** Returns whether an unparsed text contains a word that names secrets. Takes linear time. */
export function mayHoldSecret(text: string): boolean {
  const decoded = decodeEscapes(text);
  return TEXT_HINT.test(decoded) || CAMEL_HINT.test(decoded);
}

/**
 * Decodes percent-encoding (twice), JSON and JavaScript escapes, XML entities and full-width letters, and removes
 * control characters. Never throws.
 */
function decodeEscapes(text: string): string {
  if (PLAIN.test(text)) return text;
  const decoded = /[%\\&]/.test(text) ? text.replaceAll('%25', '%').replaceAll(ESCAPE, toCharacter) : text;
  // oxlint-disable-next-line no-control-regex -- UTF-16 read as UTF-8 has a NUL between any two letters.
  return decoded.normalize('NFKC').replaceAll(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\ufeff]/g, '');
}

function toCharacter(
  _escape: string,
  ...[percent, unicode, braced, hex, decimal, entity]: readonly (string | undefined)[]
): string {
  const code =
    decimal === undefined ? Number.parseInt(percent ?? unicode ?? braced ?? hex ?? entity ?? '', 16) : Number(decimal);
  return code <= MAX_CODE_POINT ? String.fromCodePoint(code) : '';
}

function isSecretSegment(segment: string): boolean {
  const words = segment
    .replaceAll(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (ALWAYS.test(words.join(''))) return true;
  const isDescriptor = DESCRIPTORS.has(words.findLast((word) => word !== '') ?? '');
  return !isDescriptor && (words.some((word) => WORDS.has(word)) || TOKEN.test(words.join('')));
}

/** A name without any of these is not a secret: a fast check that most names pass. */
const HINT = /pass|pw|token|secret|auth|cookie|cred|sign|key|jwt|bearer|otp|sid|session|[^\u0020-\u007e]|[%\\&]/i;
const ALWAYS =
  /passw|passphrase|passcode|pwd|secret(?!ar)|credential|(?:api|private|access|secret)key|authorization|cookie|signature(?!algorithm)/;
const TOKEN = /tokens?$|^token(?!i[sz])/;
const WORDS: ReadonlySet<string> = new Set(
  'auth authentication bearer jwt otp pass pwd sid sessionid token tokens'.split(' '),
);
/** A name that ends in one of these describes a secret without holding it: `token_type`, `authorize_url`. */
const DESCRIPTORS: ReadonlySet<string> = new Set(
  'algorithm at count endpoint enabled expired expires expiry expiration id kind method name required scheme status strategy ttl type uri url usage used uuid'.split(
    ' ',
  ),
);
const COUNT = /(?:tokens|cookies)$/i;
const SECRET_PARAMETER = /^(?:key|code|sig|session|body_value)$/i;
const TEXT_HINT =
  /passw|pass[ _-]?(?:phrase|code)|pwd|secret|token|credential|(?:api|private|access)[ _-]?key|authori[sz]ation|cookie|signature|bearer|jwt|session[ _-]?id|(?<![a-z])(?:auth|pass|otp|sid)(?![a-z])/i;
/** Words within camelCase: `userPass`, `otpCode`. */
const CAMEL_HINT = /[a-z0-9](?:Auth|Pass|Otp|Sid)(?![a-z])|(?<![A-Za-z])(?:auth|pass|otp|sid)(?=[A-Z])/;
/** A text without escapes. */
const PLAIN = /^[\t\n\r !-$'-[\]-~]*$/;
const ESCAPE =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{0*([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#0*(\d{1,7});|&#x0*([0-9a-f]{1,6});/gi;
const MAX_CODE_POINT = 0x10ffff;
