/**
 * Returns a Content-Disposition header (RFC 6266): the name with ASCII characters only for old clients, and as it is
 * (RFC 8187) for all others. The name has no control characters.
 */
export function toContentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^ -~]/g, '_').replaceAll(/["\\%]/g, '_');
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeExtended(name)}`;
}

/** Encodes a value of RFC 8187 section 3.2, which allows fewer characters than a URI component. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Cs}/gu, '_')).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
