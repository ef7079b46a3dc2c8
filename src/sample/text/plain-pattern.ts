/**
 * A pattern for the generator of json-schema-faker, which knows no Unicode classes (`\p{L}`), no escaped code points
 * (`\x20`, `\u00e9`) and repeats little. Open repetitions begin `longer` times later. What it then makes still has to
 * be checked against the pattern itself.
 */
export function toPlainPattern(pattern: string, longer: number): string {
  return pattern.replaceAll(PARTS, (part: string, characters?: string, repetition?: string) => {
    if (characters !== undefined) return `[${toPlain(characters, false)}]`;
    if (repetition !== undefined) return longer === 0 ? part : lengthen(repetition, longer);
    return toPlain(part, true);
  });
}

/** Escapes as literal characters and ranges, in a class or alone. */
function toPlain(text: string, isAlone: boolean): string {
  return text.replaceAll(ESCAPES, (escape, property?: string, code?: string, control?: string) => {
    if (property !== undefined) return inClass(CLASSES.find(([name]) => name.test(property))?.[1] ?? 'a-zA-Z', isAlone);
    if (code !== undefined)
      return toLiteral(String.fromCodePoint(Number.parseInt(code.replaceAll(/[{}]/g, ''), 16)), isAlone);
    return control === undefined ? escape : (CONTROLS[control] ?? escape);
  });
}

function inClass(characters: string, isAlone: boolean): string {
  return isAlone ? `[${characters}]` : characters;
}

function toLiteral(character: string, isAlone: boolean): string {
  return (isAlone ? /[.*+?^${}()|[\]\\/]/ : /[\]\\]/).test(character) ? `\\${character}` : character;
}

/** `+` is "once or more", and "four times or more" if three longer; what has an end keeps it. */
function lengthen(repetition: string, longer: number): string {
  const [, least = '0', most = ''] = /^\{(\d+),(\d*)\}$/.exec(repetition) ?? ['', repetition === '+' ? '1' : '0'];
  const begin = Number(least) + longer;
  return most === '' ? `{${begin},}` : `{${Math.min(begin, Number(most))},${most}}`;
}

/**
 * A class, an open repetition, or an escape; anything else stays. A class without an end is none, and its pattern does
 * not compile.
 */
const PARTS =
  /\[((?:\\.|[^\]\\])*)\]?|([*+]|\{\d+,\d*\})|\\(?:[pP]\{[^}\\]*\}|x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|.)/gsu;

const ESCAPES = /\\(?:p\{([^}\\]*)\}|(?:x|u)([0-9A-Fa-f]{4}|[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]+\})|([tnrfv]))/gu;

const CLASSES: readonly (readonly [property: RegExp, characters: string])[] = [
  [/^(Lu|Uppercase)/, 'A-Z'],
  [/^(Ll|Lowercase)/, 'a-z'],
  [/^N/, '0-9'],
  [/^(P|S)/, '.,!'],
  [/^Z/, ' '],
];

const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v' };
