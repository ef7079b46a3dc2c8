import type { RawValue } from './coerce-value.ts';
import type { ParameterLocation, ParameterSource } from '../model/contract.ts';
import { readDeepObject } from './read-deep-object.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Reads a parameter in its style (OpenAPI 3.1, section 4.8.12.2). Returns undefined when it was not sent. */
export type ParameterReader = (source: ParameterSource) => RawValue | undefined;

/** The serialization of a parameter: its location, style and explode. */
export interface StyleOptions {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly style: string;
  readonly explode: boolean;
  /** The properties of an exploded object, each sent as a parameter of its own. An empty list means any name. */
  readonly names: readonly string[];
  /** Accepts a list in the query as `x[]` too, which is PHP's notation. */
  readonly readsBrackets?: boolean;
}

/** The kinds of value that a style can encode. */
export type ParameterKind = 'array' | 'object' | 'scalar';

/** Creates the reader of a parameter for one kind of value. */
export function createParameterReader(kind: ParameterKind, options: StyleOptions): ParameterReader {
  if (options.in === 'query') return createQueryReader(kind, options);
  const { name, style, explode } = options;
  const key = options.in === 'header' ? name.toLowerCase() : name;
  return (source) => {
    const values = { path: source.path, header: source.headers, cookie: source.cookies }[
      options.in as 'path' | 'header' | 'cookie'
    ];
    const text = Object.hasOwn(values, key) ? values[key] : undefined;
    if (text === undefined || kind === 'scalar')
      return text === undefined ? undefined : stripPrefix(text, { name, style });
    if (style === 'matrix' && explode) return readExplodedMatrix(kind, text, name);
    const plain = stripPrefix(text, { name, style });
    if (plain === undefined) return undefined;
    const separator = style === 'label' && explode ? '.' : ',';
    const parts = plain.split(separator).map((part) => (options.in === 'path' ? part : part.trim()));
    return kind === 'array' ? dropEmpty(parts) : toEntries(parts, explode && style !== 'form');
  };
}

function createQueryReader(
  kind: ParameterKind,
  { name, style, explode, names, readsBrackets = false }: StyleOptions,
): ParameterReader {
  if (kind === 'object' && style === 'deepObject') return ({ query }) => readDeepObject(query, name);
  const isOwn = readsBrackets && kind === 'array' && style === 'form' ? toListMatcher(name) : toNameMatcher(name);
  if (kind === 'object' && explode) {
    const isProperty = (key: string): boolean => names.length === 0 || names.includes(key);
    return ({ query }) => {
      const entries = new Map<string, string[]>();
      for (const [key, value] of query) if (isProperty(key)) getOrCreate(entries, key, () => []).push(value);
      return entries.size === 0 ? undefined : entries;
    };
  }
  return ({ query }) => {
    const values = query.filter(([key]) => isOwn(key)).map(([, value]) => value);
    if (values.length === 0) return undefined;
    // The last of several values counts, as in PHP.
    if (kind === 'scalar') return values.at(-1);
    const delimiter = explode ? undefined : (DELIMITERS.get(style) ?? ',');
    const sent = kind === 'array' ? dropEmpty(values) : values;
    const parts = delimiter === undefined ? sent : sent.flatMap((value) => value.split(delimiter));
    return kind === 'array' ? parts : toEntries(parts, false);
  };
}

/** Drops `ids[]=`, which counts as not sent, and the empty elements of a header's list, as RFC 9110 (5.6.1) says. */
function dropEmpty(texts: readonly string[]): readonly string[] {
  return texts.includes('') ? texts.filter((text) => text !== '') : texts;
}

/** Matches a parameter's name. A declared name with brackets is PHP's notation: `x[]`, `x[0]` and `x` are one list. */
function toNameMatcher(name: string): (key: string) => boolean {
  return name.endsWith('[]') ? toListMatcher(name) : (key) => key === name;
}

function toListMatcher(name: string): (key: string) => boolean {
  const base = name.endsWith('[]') ? name.slice(0, -2) : name;
  return (key) => key === base || (key.startsWith(`${base}[`) && /^\[\d*\]$/.test(key.slice(base.length)));
}

/** Removes the prefix of a style. Returns undefined when the prefix is missing. */
function stripPrefix(text: string, { name, style }: { name: string; style: string }): string | undefined {
  if (style === 'label') return text.startsWith('.') ? text.slice(1) : undefined;
  if (style !== 'matrix') return text;
  if (text === `;${name}`) return '';
  return text.startsWith(`;${name}=`) ? text.slice(name.length + 2) : undefined;
}

/** Reads `;color=blue;color=black` or `;R=100;G=200`. */
function readExplodedMatrix(kind: ParameterKind, text: string, name: string): RawValue | undefined {
  if (!text.startsWith(';')) return undefined;
  const parts = text.slice(1).split(';');
  if (kind === 'object') return toEntries(parts, true);
  const values = parts.map((part) => stripPrefix(`;${part}`, { name, style: 'matrix' }));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** Reads entries: each part is `R=100` when exploded, otherwise the parts alternate between names and values. */
function toEntries(parts: readonly string[], explode: boolean): RawValue {
  const entries = new Map<string, string>();
  if (explode) {
    for (const part of parts) {
      const [name = '', ...value] = part.split('=');
      entries.set(name, value.join('='));
    }
    return entries;
  }
  for (let index = 0; index < parts.length; index += 2) entries.set(parts[index] ?? '', parts[index + 1] ?? '');
  return entries;
}

const DELIMITERS: ReadonlyMap<string, string> = new Map([
  ['form', ','],
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
]);
