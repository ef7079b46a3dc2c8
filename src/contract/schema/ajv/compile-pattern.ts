/**
 * Compiles a pattern with `flags` (`u`), or without them when that fails (`\-` outside of a class is invalid in Unicode
 * mode). Inline flags of other languages (`(?i)`) are applied. Throws a SyntaxError when both attempts fail.
 */
export function compilePattern(pattern: string, flags: string): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(rest, flags + inline);
  } catch {
    return new RegExp(rest, inline);
  }
}
