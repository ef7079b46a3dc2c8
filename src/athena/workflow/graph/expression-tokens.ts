import type { JsonValue } from '../../../kernel/json/json.ts';

/** Thrown when a text cannot be parsed as a condition. The message is a clause: `it is empty`. */
export class ExpressionError extends Error {}

/** A token of a condition: a `{{ path }}`, a literal value, or a word or operator. */
export type Token =
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly value: JsonValue }
  | { readonly kind: 'word'; readonly text: string };

/** Splits a condition into tokens. Throws an ExpressionError at text that starts no token. */
export function parseTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN, 'uy');
  let position = skipSpace(text, 0);
  while (position < text.length) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) throw new ExpressionError(`"${text.slice(position, position + 20)}" is not understood`);
    tokens.push(toToken(match));
    position = skipSpace(text, pattern.lastIndex);
  }
  return tokens;
}

function toToken({ 0: text, groups = {} }: RegExpExecArray): Token {
  const { path, double, single, number, word = text } = groups;
  const quoted = double ?? single;
  if (path !== undefined) return { kind: 'path', text: path.trim() };
  if (quoted !== undefined) return toQuoted(text, quoted);
  if (number !== undefined) return { kind: 'value', text, value: Number(number) };
  const constant = CONSTANTS.get(word);
  return constant === undefined
    ? { kind: 'word', text: SYNONYMS.get(word) ?? word }
    : { kind: 'value', text, value: constant };
}

/** Reads a quoted path (`'{{ ticket.queue }}'`) as a path, because users write both forms. */
function toQuoted(text: string, quoted: string): Token {
  const path = /^\{\{([^{}]{1,200})\}\}$/.exec(quoted)?.[1];
  return path === undefined
    ? { kind: 'value', text, value: quoted.replaceAll(/\\(.)/gs, '$1') }
    : { kind: 'path', text: path.trim() };
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (/\s/.test(text.charAt(position))) position += 1;
  return position;
}

const TOKEN =
  String.raw`\{\{(?<path>[^{}]{1,200})\}\}` +
  String.raw`|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'` +
  String.raw`|(?<number>-?\d{1,15}(?:\.\d{1,15})?)(?![\w.])` +
  String.raw`|(?<word>===?|!==?|>=|<=|&&|\|\||[><!()]|[\p{L}_][\p{L}\p{N}_-]*)`;

const CONSTANTS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['===', '=='],
  ['!==', '!='],
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
]);
