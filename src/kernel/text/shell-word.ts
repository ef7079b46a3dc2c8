/** Returns a text as one word of a shell's command line: quoted when it has to be. */
export function toShellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const PLAIN = /^[\w./~:@%+=,-]+$/;
