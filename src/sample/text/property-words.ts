/** Splits a property's name into words: `firstName`, `first_name` and `first-name` become "first name". */
export function toWords(name: string): string {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}
