/**
 * Returns whether a request target may be a built-in page. May return true for another path, but never false for a
 * page.
 */
export function isOwnPage(target: string): boolean {
  return OWN.test(target);
}

const OWN = /^\/(?:$|\?|__|docs|openapi\.|assets\/)/;
