/**
 * Whether a request target may be one of our own pages, rather than the contract's. It may be wrong in one way alone:
 * what it denies is none.
 */
export function isOwnPage(target: string): boolean {
  return OWN.test(target);
}

const OWN = /^\/(?:$|\?|__|docs|openapi\.|assets\/)/;
