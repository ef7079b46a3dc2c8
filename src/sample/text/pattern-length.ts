/**
 * Returns the maximum length of the text that json-schema-faker generates for a pattern. It repeats up to five times
 * more often than required. Returns Infinity if the length is unbounded, or if the pattern is longer or deeper than a
 * hand-written one.
 */
export function maxPatternLength(pattern: string): number {
  if (pattern.length > MAX_CHARACTERS) return Infinity;
  const reader = { pattern, at: 0 };
  let length = 0;
  // An unmatched closing parenthesis ends an alternation.
  while (reader.at < pattern.length) {
    length += measureAlternation(reader, 0);
    reader.at += 1;
  }
  return length;
}

interface Reader {
  readonly pattern: string;
  at: number;
}

/** Measures up to the closing parenthesis. */
function measureAlternation(reader: Reader, depth: number): number {
  if (depth > MAX_DEPTH) {
    reader.at = reader.pattern.length;
    return Infinity;
  }
  let [longest, length] = [0, 0];
  while (reader.at < reader.pattern.length) {
    const character = reader.pattern[reader.at];
    if (character === ')') break;
    if (character === '|') {
      [longest, length] = [Math.max(longest, length), 0];
      reader.at += 1;
    } else {
      const atom = measureAtom(reader, depth);
      length += atom * readRepetition(reader);
    }
  }
  return Math.max(longest, length);
}

function measureAtom(reader: Reader, depth: number): number {
  const character = reader.pattern[reader.at];
  reader.at += 1;
  if (character === '(') {
    const length = measureAlternation(reader, depth + 1);
    reader.at += 1;
    return length;
  }
  if (character === '\\') reader.at += 1;
  if (character === '[') skipClass(reader);
  return 1;
}

function skipClass(reader: Reader): void {
  const { pattern } = reader;
  while (reader.at < pattern.length && pattern[reader.at] !== ']') reader.at += pattern[reader.at] === '\\' ? 2 : 1;
  reader.at += 1;
}

/** Returns how often the preceding atom is repeated at most. */
function readRepetition(reader: Reader): number {
  const match = REPETITION.exec(reader.pattern.slice(reader.at, reader.at + MAX_REPETITION_LENGTH));
  if (match === null) return 1;
  reader.at += match[0].length;
  const [, sign, least = '0', most] = match;
  if (sign !== undefined) return sign === '?' ? 1 : EXTRA_REPETITIONS;
  const minimum = Number(least);
  const maximum = most === undefined ? minimum : most === ',' ? Infinity : Number(most.slice(1));
  return Math.min(maximum, minimum + EXTRA_REPETITIONS);
}

const REPETITION = /^(?:([*+?])|\{(\d{1,12})(,\d{0,12})?\})[?+]?/;
const MAX_REPETITION_LENGTH = 30;
const EXTRA_REPETITIONS = 5;
const MAX_CHARACTERS = 10_000;
const MAX_DEPTH = 100;
