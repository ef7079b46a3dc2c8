/**
 * The beginning of a JSON text as a whole one: cut behind its last complete value and closed. It is valid where the
 * beginning is one of valid JSON. Takes time linear in the text.
 */
export function completeJson(beginning: string): string {
  const closing: string[] = [];
  let end = 0;
  for (let index = 0; index < beginning.length; index += 1) {
    const character = beginning[index];
    if (character === '"') {
      index = endOfString(beginning, index);
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
  return beginning.slice(0, end) + closing.toReversed().join('');
}

/** Where the quotation mark is that ends the string, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return text.length;
}
