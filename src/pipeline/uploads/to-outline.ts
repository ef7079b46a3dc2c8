import { findBoundary } from '../media-types/multipart.ts';
import type { UploadedPart } from './upload.ts';

/** Returns a form as it would be sent, with the size and media type of each file in the place of its content. */
export function toOutline(parts: readonly UploadedPart[], contentType: string): Uint8Array {
  const boundary = findBoundary(contentType) ?? '';
  const written = parts.map(
    ({ name, text, file }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escape(name)}"${
        file === undefined
          ? `\r\n\r\n${text ?? ''}`
          : `; filename="${escape(file.name)}"\r\nContent-Type: ${file.mediaType}\r\n\r\n(${file.size} bytes)`
      }\r\n`,
  );
  return new TextEncoder().encode(`${written.join('')}--${boundary}--\r\n`);
}

/** Escapes the characters that would end a name (HTML Standard, multipart/form-data encoding). */
function escape(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
