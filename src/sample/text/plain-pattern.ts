/**
 * Rewrites a pattern for the generator of json-schema-faker, which supports neither Unicode classes (`\p{L}`) nor
 * escaped code points (`\x20`, `\u00e9`). Adds `longer` to the minimum of open repetitions. The caller must check the
 * generated text against the original pattern.
 */
export function toPlainPattern(pattern: string, longer: number): string {
  return pattern.replaceAll(PARTS, (part: string, characters?: string, repetition?: string) => {
    if (characters !== undefined) return `[${toPlain(characters, false)}]`;
    if (repetition !== undefined) return longer === 0 ? part : lengthen(repetition, longer);
    return toPlain(part, true);
  });
}

/** Replaces escapes by literal characters and ranges, inside a class or alone. */
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

/** Raises the minimum of a repetition: `+` becomes `{4,}` if `longer` is 3. A maximum stays. */
function lengthen(repetition: string, longer: number): string {
  const [, least = '0', most = ''] = /^\{(\d+),(\d*)\}$/.exec(repetition) ?? ['', repetition === '+' ? '1' : '0'];
  const begin = Number(least) + longer;
  return most === '' ? `{${begin},}` : `{${Math.min(begin, Number(most))},${most}}`;
}

/**
 * Matches a class, an open repetition, or an escape. A pattern with an unterminated class does not compile, so it needs
 * no handling.
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
