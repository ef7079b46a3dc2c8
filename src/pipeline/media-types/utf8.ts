import { Problem } from '../../kernel/problem.ts';

/** Decodes bytes as UTF-8. Throws a Problem when they are not. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('MALFORMED_BODY', { message: 'The request body is not valid UTF-8.' });
  }
}
