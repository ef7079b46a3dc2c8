import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { findBoundary } from '../../pipeline/media-types/multipart.ts';

/** What the redaction of a multipart body depends on. */
export interface MultipartContext {
  readonly contentType: string;
  /** Additional secret names, in lower case. */
  readonly secretNames: readonly string[];
  /** Redacts the content of a part whose name is not secret. */
  readonly redactContent: (content: string, contentType: string | undefined) => string;
}

/**
 * Redacts the secret parts of a multipart body (RFC 2046, section 5.1). Only `Content-Disposition` and `Content-Type`
 * remain of a part's headers. Returns undefined when the body is not valid multipart. Takes linear time.
 */
export function redactMultipart(text: string, context: MultipartContext): string | undefined {
  const boundary = findBoundary(context.contentType);
  if (boundary === undefined) return undefined;
  const [preamble = '', ...chunks] = text.split(`--${boundary}`);
  if (preamble.trim() !== '' || chunks.length === 0) return undefined;
  const shown: string[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const isLast = index === chunks.length - 1;
    if (isLast && chunk.startsWith('--')) return `${shown.join('')}--${boundary}--`;
    const part = redactPart(chunk, context);
    // The last part may be truncated with the body.
    if (part === undefined && !isLast) return undefined;
    shown.push(`--${boundary}\r\n${part ?? ''}`);
  }
  return shown.join('');
}

/** Returns the names of the parts of a body that `redactMultipart` has returned. */
export function listPartNames(redacted: string, contentType: string): readonly string[] {
  const [, ...parts] = redacted.split(`--${findBoundary(contentType) ?? ''}\r\n`);
  return parts.flatMap((part) => listNames(`;${part.split('\r\n', 1)[0] ?? ''}`).slice(0, 1));
}

function redactPart(chunk: string, { secretNames, redactContent }: MultipartContext): string | undefined {
  const match = /^[ \t]*\r?\n([^]*?)\r?\n\r?\n/.exec(chunk);
  const head = match?.[1];
  if (match === null || head === undefined) return undefined;
  const lines = head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  // Checks every line, since parsers differ in which line they use and in what they accept.
  const isSecret = lines.some((line) => listNames(`;${line}`).some((name) => isSecretParameter(name, secretNames)));
  const disposition = lines.find((line) => /^content-disposition\s{0,100}:/i.test(line)) ?? '';
  const type = lines.find((line) => /^content-type:/i.test(line));
  const content = chunk.slice(match[0].length).replace(/\r?\n$/, '');
  const shown = isSecret ? REDACTED : redactContent(content, type?.slice('content-type:'.length).trim());
  return [disposition, ...(type === undefined ? [] : [type]), '', shown, ''].join('\r\n');
}

/** Returns every `name` parameter, since parsers differ in which one they use. */
function listNames(disposition: string): readonly string[] {
  return [...disposition.matchAll(/;\s{0,100}name\*?\s{0,100}=\s{0,100}("(?:[^"\\]|\\.)*"?|[^;\s]*)/gi)].map(
    ([, name = '']) => name.replace(/^"/, '').replace(/"$/, ''),
  );
}
