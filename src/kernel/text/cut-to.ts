/** Returns at most the first `limit` UTF-16 code units of a text, without splitting a surrogate pair. */
export function cutTo(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
