import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { findBoundary } from '../../pipeline/request/body/find-boundary.ts';

/** How the parts of a multipart body are redacted. */
export interface MultipartContext {
  readonly contentType: string;
  /** Further secret names, in lower case. */
  readonly secretNames: readonly string[];
  /** The content of a part whose name is no secret. */
  readonly redactContent: (content: string, contentType: string | undefined) => string;
}

/**
 * A multipart body (RFC 2046, section 5.1) without what its secret parts hold; of the headers of a part what it is and
 * of which type stays. Undefined where it is not one: then nothing of it is known. Takes time linear in the text.
 */
export function redactMultipart(text: string, context: MultipartContext): string | undefined {
  const boundary = findBoundary(context.contentType);
  if (boundary === undefined) return undefined;
  const [preamble = '', ...pieces] = text.split(`--${boundary}`);
  if (preamble.trim() !== '' || pieces.length === 0) return undefined;
  const shown: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const isLast = index === pieces.length - 1;
    if (isLast && piece.startsWith('--')) return `${shown.join('')}--${boundary}--`;
    const part = redactPiece(piece, context);
    // The last is cut where the body was.
    if (part === undefined && !isLast) return undefined;
    shown.push(`--${boundary}\r\n${part ?? ''}`);
  }
  return shown.join('');
}

function redactPiece(
  piece: string,
  { secretNames: secrets, redactContent: redactPart }: MultipartContext,
): string | undefined {
  const match = /^[ \t]*\r?\n([^]*?)\r?\n\r?\n/.exec(piece);
  const head = match?.[1];
  if (match === null || head === undefined) return undefined;
  const lines = head
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  // Parsers differ in which line they take, and in what they take for one.
  const isSecret = lines.some((line) => listNames(`;${line}`).some((name) => isSecretParameter(name, secrets)));
  const disposition = lines.find((line) => /^content-disposition\s{0,100}:/i.test(line)) ?? '';
  const type = lines.find((line) => /^content-type:/i.test(line));
  const content = piece.slice(match[0].length).replace(/\r?\n$/, '');
  const shown = isSecret ? REDACTED : redactPart(content, type?.slice('content-type:'.length).trim());
  return [disposition, ...(type === undefined ? [] : [type]), '', shown, ''].join('\r\n');
}

/** All of them: parsers differ in which one they take. */
function listNames(disposition: string): readonly string[] {
  return [...disposition.matchAll(/;\s{0,100}name\*?\s{0,100}=\s{0,100}("(?:[^"\\]|\\.)*"?|[^;\s]*)/gi)].map(
    ([, name = '']) => name.replace(/^"/, '').replace(/"$/, ''),
  );
}
