import type { Faker } from '@faker-js/faker';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Stream } from './stream.ts';

/** The location of a sample within the whole value. */
export interface ValueLocation {
  /** JSON Pointer into the value. */
  readonly path: string;
  /** The name of the property, or of the array that it is an element of; empty at the root. */
  readonly name: string;
  /** The name of the schema here; empty if it has none. */
  readonly schemaName: string;
  /** The name of the enclosing schema, else of the enclosing property. */
  readonly owner: string;
  readonly depth: number;
  /** How often each reference was followed from the root to this location. */
  readonly openReferences: ReadonlyMap<string, number>;
}

/** What sampling one value needs. */
export interface SampleContext {
  /** Returns the schema that a `$ref` refers to; undefined if it does not resolve. */
  resolve(reference: string): JsonValue | undefined;
  /** Returns the random numbers of a location. Different purposes get different numbers. */
  streamAt(path: string, purpose: string): Stream;
  /** Returns a faker seeded with the location and purpose. */
  fakerAt(path: string, purpose: string): Faker;
  /** Samples a subschema. */
  sample(schema: JsonValue, location: ValueLocation): JsonValue;
  readonly direction: 'request' | 'response';
  /** Prefers the examples and defaults of schemas to generated values. */
  readonly useExamples: boolean;
  /** The share of optional properties to include, from 0 to 1. */
  readonly fullness: number;
  /** Takes characters from the budget of long texts. Returns how many are granted. */
  takeCharacters(wanted: number): number;
  /** Returns whether only required values may follow: too deep, or too many values already. */
  isClosing(location: ValueLocation): boolean;
}

/** A schema without references and unions, and the location with the references that were followed. */
export interface FlatSchema {
  readonly schema: JsonObject;
  readonly location: ValueLocation;
}
