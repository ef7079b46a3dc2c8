/**
 * Completes a truncated JSON text: cuts it after its last complete value and closes open brackets. The result is valid
 * when the input is the start of valid JSON. Takes linear time.
 */
export function completeJson(prefix: string): string {
  const closing: string[] = [];
  let end = 0;
  for (let index = 0; index < prefix.length; index += 1) {
    const character = prefix[index];
    if (character === '"') {
      index = endOfString(prefix, index);
    } else if (character === '{' || character === '[') {
      closing.push(character === '{' ? '}' : ']');
      end = index + 1;
    } else if (character === '}' || character === ']') {
      closing.pop();
      end = index + 1;
    } else if (character === ',') {
      end = index;
    }
  }
  return prefix.slice(0, end) + closing.toReversed().join('');
}

/** Returns the index of the closing quotation mark, or the length of the text when the string is not closed. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return text.length;
}
