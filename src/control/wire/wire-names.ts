import type { IsUnknown } from '../../kernel/json/wire-json.ts';

/**
 * Converts names between TypeScript's camelCase and the control plane's snake_case. The types follow the same rule, so
 * that the TypeScript API is derived from the control plane's document. Names that users choose (of headers, query
 * parameters, path parameters, fields of a body) stay as they are: see `FREE_FORM`.
 */

/** `T` with the names of its properties in camelCase, at any depth. */
export type CamelCased<T> =
  IsUnknown<T> extends true
    ? T
    : T extends readonly (infer Item)[]
      ? readonly CamelCased<Item>[]
      : T extends object
        ? string extends keyof T
          ? T
          : { [Name in keyof T as CamelCase<Name>]: Name extends FreeForm ? T[Name] : CamelCased<T[Name]> }
        : T;

/** Returns a copy of a JSON value with the names of its properties in camelCase. */
export function toCamelCase<T>(value: T): CamelCased<T> {
  return renameProperties(value, toCamelCaseName) as CamelCased<T>;
}

/** Returns a name of the wire as TypeScript writes it: `delay_ms` → `delayMs`. */
export function toCamelCaseName(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Returns a copy of a value with the names of its properties in snake_case: the opposite of `toCamelCase`. */
export function toSnakeCase<T>(value: CamelCased<T>): T {
  return renameProperties(value, (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)) as T;
}

type CamelCase<Name> = Name extends `${infer First}_${infer Rest}` ? `${First}${Capitalize<CamelCase<Rest>>}` : Name;

type FreeForm = (typeof FREE_FORM)[number];

function renameProperties(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameProperties(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      rename(name),
      FREE_FORM_NAMES.has(name) ? member : renameProperties(member, rename),
    ]),
  );
}

/** Properties whose values are the user's data: never converted. */
const FREE_FORM = [
  'actual',
  'body',
  'details',
  'expected',
  'from',
  'header',
  'headers',
  'parameters',
  'path',
  'query',
  'record',
  'status',
  'to',
  'value',
] as const;
const FREE_FORM_NAMES: ReadonlySet<string> = new Set(FREE_FORM);
