import type { JsonValue } from '../../../kernel/json/json.ts';

/** Why a text is no condition. */
export class ExpressionError extends Error {}

/** A piece of a condition: a `{{ path }}`, a value written out, or a word or sign. */
export type Token =
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'value'; readonly text: string; readonly value: JsonValue }
  | { readonly kind: 'word'; readonly text: string };

/** Cuts a condition into its pieces. Throws an ExpressionError where a piece is none. */
export function parseTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN, 'uy');
  let at = skipSpace(text, 0);
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw new ExpressionError(`"${text.slice(at, at + 20)}" is not understood`);
    tokens.push(toToken(match));
    at = skipSpace(text, pattern.lastIndex);
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

/** In quotes a path is a path all the same: `'{{ ticket.queue }}'` is how some write it. */
function toQuoted(text: string, quoted: string): Token {
  const path = /^\{\{([^{}]{1,200})\}\}$/.exec(quoted)?.[1];
  return path === undefined
    ? { kind: 'value', text, value: quoted.replaceAll(/\\(.)/gs, '$1') }
    : { kind: 'path', text: path.trim() };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
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
