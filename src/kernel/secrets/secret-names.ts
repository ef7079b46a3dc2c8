/**
 * Whether a value under this name is a secret: a header, a parameter, a field of a form or a property. The name may be
 * nested (`user[password]`), percent-encoded (`p%61ssword`) or escaped, and of any case (`apiKey`, `API-KEY`).
 * `further` are names in lower case. Takes time linear in the name.
 */
export function isSecretName(name: string, further: readonly string[] = []): boolean {
  if (further.length > 0 && further.includes(name.toLowerCase())) return true;
  if (!HINT.test(name)) return false;
  return decodeEscapes(name)
    .split(/[[\].]/)
    .some(isSecretSegment);
}

/**
 * As `isSecretName`, of a property and what it holds. A number or a boolean under `tokens` or `max_tokens` is a count.
 */
export function isSecretField(name: string, value: unknown, further: readonly string[] = []): boolean {
  if (!isSecretName(name, further)) return false;
  const mayBeCount = typeof value === 'number' || typeof value === 'boolean';
  return !(mayBeCount && COUNT.test(name) && !further.includes(name.toLowerCase()));
}

/**
 * As `isSecretName`, of a query parameter, a path parameter or a form field, which carry `key`, `code` and `session` as
 * secrets too.
 */
export function isSecretParameter(name: string, further: readonly string[] = []): boolean {
  return SECRET_PARAMETER.test(name) || isSecretName(name, further);
}

/**
 * Whether a text that no parser has read may hold a secret: it says a word that secrets are named with. Takes time
 * linear in the text.
 */
export function mayHoldSecret(text: string): boolean {
  const decoded = decodeEscapes(text);
  return TEXT_HINT.test(decoded) || CAMEL_HINT.test(decoded);
}

/**
 * Undoes percent-encoding (twice), escapes of JSON and JavaScript, entities of XML and full-width letters; drops
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
  const isAboutSecret = DESCRIPTORS.has(words.findLast((word) => word !== '') ?? '');
  return !isAboutSecret && (words.some((word) => WORDS.has(word)) || TOKEN.test(words.join('')));
}

/** Without one of these no name is a secret: most names need no closer look. */
const HINT = /pass|pw|token|secret|auth|cookie|cred|sign|key|jwt|bearer|otp|sid|session|[^\u0020-\u007e]|[%\\&]/i;
const ALWAYS =
  /passw|passphrase|passcode|pwd|secret(?!ar)|credential|(?:api|private|access|secret)key|authorization|cookie|signature(?!algorithm)/;
const TOKEN = /tokens?$|^token(?!i[sz])/;
const WORDS: ReadonlySet<string> = new Set(
  'auth authentication bearer jwt otp pass pwd sid sessionid token tokens'.split(' '),
);
/**
 * A name that ends in one of these is about a secret and not the secret itself: `token_type`, `authorize_url`,
 * `authentication_strategy`.
 */
const DESCRIPTORS: ReadonlySet<string> = new Set(
  'algorithm at count endpoint enabled expired expires expiry expiration id kind method name required scheme status strategy ttl type uri url usage used uuid'.split(
    ' ',
  ),
);
const COUNT = /(?:tokens|cookies)$/i;
const SECRET_PARAMETER = /^(?:key|code|sig|session|body_value)$/i;
const TEXT_HINT =
  /passw|pass[ _-]?(?:phrase|code)|pwd|secret|token|credential|(?:api|private|access)[ _-]?key|authori[sz]ation|cookie|signature|bearer|jwt|session[ _-]?id|(?<![a-z])(?:auth|pass|otp|sid)(?![a-z])/i;
/** `userPass`, `otpCode`: where a letter of the other case ends a word. */
const CAMEL_HINT = /[a-z0-9](?:Auth|Pass|Otp|Sid)(?![a-z])|(?<![A-Za-z])(?:auth|pass|otp|sid)(?=[A-Z])/;
/** Nothing is escaped. */
const PLAIN = /^[\t\n\r !-$'-[\]-~]*$/;
const ESCAPE =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{0*([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#0*(\d{1,7});|&#x0*([0-9a-f]{1,6});/gi;
const MAX_CODE_POINT = 0x10ffff;
