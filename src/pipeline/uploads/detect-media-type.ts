/**
 * Returns the media type of a file by its first HEAD_SIZE bytes. The declared type counts only where bytes cannot tell:
 * among plain texts, and among the formats that are ZIP archives. Bytes of no known format are
 * `application/octet-stream`.
 */
export function detectMediaType(head: Uint8Array, declared: string): string {
  const start = toHex(head.subarray(0, MAX_SIGNATURE));
  const signature = SIGNATURES.find(({ pattern }) => pattern.test(start))?.mediaType;
  if (signature === ZIP) return ZIP_FORMAT.test(declared) ? declared : ZIP;
  if (signature !== undefined) return signature;
  if (!isText(head)) return UNKNOWN;
  const text = String.fromCharCode(...head);
  const markup = MARKUP_START.test(text) ? MARKUP.find(({ pattern }) => pattern.test(text))?.mediaType : undefined;
  if (markup !== undefined) return markup;
  return PLAIN_TEXTS.has(declared) ? declared : 'text/plain';
}

/** How many bytes at the start of a file tell its format. */
export const HEAD_SIZE = 512;

/** Returns whether bytes are UTF-8 without control characters. The head may end in the middle of a character. */
function isText(head: Uint8Array): boolean {
  try {
    return !CONTROL.test(new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }));
  } catch {
    return false;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Signature {
  /** Matches the bytes: in hexadecimal for binary formats, as text of one character per byte for markup. */
  readonly pattern: RegExp;
  readonly mediaType: string;
}

/** In bytes. */
const MAX_SIGNATURE = 16;
const ZIP = 'application/zip';
const UNKNOWN = 'application/octet-stream';
// The signatures of the WHATWG MIME Sniffing Standard, section 6, and of the formats that people attach to messages.
const SIGNATURES: readonly Signature[] = [
  { pattern: /^89504e470d0a1a0a/, mediaType: 'image/png' },
  { pattern: /^ffd8ff/, mediaType: 'image/jpeg' },
  { pattern: /^47494638(?:37|39)61/, mediaType: 'image/gif' },
  // RIFF, a length, and WEBP or WAVE.
  { pattern: /^52494646.{8}57454250/, mediaType: 'image/webp' },
  { pattern: /^52494646.{8}57415645/, mediaType: 'audio/wav' },
  // A length, ftyp, and avif, avis, heic, heix, M4A or qt; every other brand is a video.
  { pattern: /^.{8}66747970617669(?:66|73)/, mediaType: 'image/avif' },
  { pattern: /^.{8}66747970686569(?:63|78)/, mediaType: 'image/heic' },
  { pattern: /^.{8}667479704d3441/, mediaType: 'audio/mp4' },
  { pattern: /^.{8}667479707174/, mediaType: 'video/quicktime' },
  { pattern: /^.{8}66747970/, mediaType: 'video/mp4' },
  { pattern: /^1a45dfa3/, mediaType: 'video/webm' },
  { pattern: /^4f67675300/, mediaType: 'audio/ogg' },
  { pattern: /^(?:494433|ff(?:fb|f3|f2))/, mediaType: 'audio/mpeg' },
  { pattern: /^664c6143/, mediaType: 'audio/flac' },
  { pattern: /^255044462d/, mediaType: 'application/pdf' },
  { pattern: /^504b(?:0304|0506|0708)/, mediaType: ZIP },
  { pattern: /^1f8b08/, mediaType: 'application/gzip' },
];
/** How a document that could run scripts begins. A byte order mark may stand before it. */
const MARKUP_START = /^(?:\xEF\xBB\xBF)?\s{0,500}<[a-z!?]/i;
/** What follows in such a document, and tells its kind. */
const MARKUP: readonly Signature[] = [
  { pattern: /<svg[\s>/]/i, mediaType: 'image/svg+xml' },
  {
    pattern: /<(?:!doctype\s{1,9}html|html|head|body|script|iframe|meta|style|title|img|p|div)[\s>/]/i,
    mediaType: 'text/html',
  },
  { pattern: /</, mediaType: 'application/xml' },
];
/** The texts whose declared type is kept. A script or a style sheet is plain text. */
const PLAIN_TEXTS: ReadonlySet<string> = new Set([
  'text/plain',
  'text/csv',
  'text/markdown',
  'text/calendar',
  'application/json',
]);
const ZIP_FORMAT =
  /^application\/(?:epub\+zip|vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.[a-z.-]{1,80})$/;
// oxlint-disable-next-line no-control-regex -- They tell bytes from text.
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F]/;
