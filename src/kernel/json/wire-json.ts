import type { JsonValue } from './json.ts';

/**
 * A type that is generated from a JSON Schema, as the program passes values of it on: read-only at any depth, and
 * `JsonValue` where the schema allows anything.
 */
export type WireJson<T> = unknown extends T
  ? JsonValue
  : T extends readonly (infer Item)[]
    ? readonly WireJson<Item>[]
    : T extends object
      ? { readonly [Name in keyof T]: WireJson<T[Name]> }
      : T;
