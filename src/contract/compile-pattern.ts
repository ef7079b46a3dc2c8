/** A Unicode pattern, or a plain one where it is none (`\-` outside of a class). Throws where it is neither. */
export function compilePattern(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return new RegExp(pattern);
  }
}
