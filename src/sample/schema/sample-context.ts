import type { Faker } from '@faker-js/faker';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Stream } from './stream.ts';

/** Where in a value a sample stands. */
export interface ValueLocation {
  /** JSON Pointer into the value. */
  readonly path: string;
  /** Of the property, or of the list that it is an element of; empty at the root. */
  readonly name: string;
  /** The name of the schema that stands here; empty where it has none. */
  readonly schemaName: string;
  /** What it belongs to: the name of the schema, or else of the property, around it. */
  readonly owner: string;
  readonly depth: number;
  /** How often each reference was followed on the way here. */
  readonly openReferences: ReadonlyMap<string, number>;
}

/** What sampling one value needs. */
export interface SampleContext {
  /** The schema that a `$ref` leads to; undefined where it leads nowhere. */
  resolve(reference: string): JsonValue | undefined;
  /** The numbers of a location; `purpose` keeps apart what is drawn there. */
  streamAt(path: string, purpose: string): Stream;
  /** A faker whose draws are a function of the location. */
  fakerAt(path: string, purpose: string): Faker;
  /** Samples what lies below. */
  sample(schema: JsonValue, location: ValueLocation): JsonValue;
  readonly direction: 'request' | 'response';
  /** Examples and defaults that schemas give win over made-up values. */
  readonly useExamples: boolean;
  /** From 1, every optional property, to 0, none. */
  readonly fullness: number;
  /** Takes of the characters that long texts of a sample may have in all; gives how many are left for this one. */
  takeCharacters(wanted: number): number;
  /** True where nothing is to be begun that is not asked for: too deep, or enough was made. */
  isClosing(location: ValueLocation): boolean;
}

/** A schema without references and unions, and the location with the references that it came by. */
export interface FlatSchema {
  readonly schema: JsonObject;
  readonly location: ValueLocation;
}
