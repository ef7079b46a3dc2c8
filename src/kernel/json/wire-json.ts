import type { JsonValue } from './json.ts';

/**
 * A type that is generated from a JSON Schema, as the program passes values of it on: read-only at any depth, and
 * `JsonValue` where the schema allows anything.
 */
export type WireJson<T> =
  IsUnknown<T> extends true
    ? JsonValue
    : T extends readonly (infer Item)[]
      ? readonly WireJson<Item>[]
      : T extends object
        ? { readonly [Name in keyof T]: WireJson<T[Name]> }
        : T;

/** Without `strictNullChecks`, `unknown` also extends an object whose properties are all optional. It has keys. */
export type IsUnknown<T> = unknown extends T ? ([keyof T] extends [never] ? true : false) : false;
