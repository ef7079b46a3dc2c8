/**
 * A Unicode pattern, or a plain one where it is none (`\-` outside of a class). Flags that other languages write in
 * front (`(?i)`) hold. Throws where it is neither.
 */
export function compilePattern(pattern: string, flags: string): RegExp {
  const [, inline = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(rest, flags + inline);
  } catch {
    return new RegExp(rest, inline);
  }
}
