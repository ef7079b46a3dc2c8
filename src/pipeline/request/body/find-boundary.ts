/**
 * Returns the boundary that a `Content-Type` of `multipart/form-data` names (RFC 2046 section 5.1.1), or undefined when
 * it names none.
 */
export function findBoundary(contentType: string): string | undefined {
  const match = /;\s{0,100}boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}
