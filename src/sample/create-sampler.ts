import { generateSync } from 'json-schema-faker';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { unfoldSchema } from './unfold-schema.ts';

/** Makes a value for the schema at a JSON Pointer of the document. The same seed and place give the same value, whatever was made before. */
export type Sampler = (pointer: string) => JsonValue;

/** Values by json-schema-faker for the schemas of one bundled document. */
export function createSampler(document: JsonObject, seed: number): Sampler {
  const schemas = new Map<string, JsonObject>();
  return (pointer) => {
    // The faker cuts references by their depth alone, in the middle of what a schema demands.
    const schema = schemas.get(pointer) ?? unfoldSchema(document, pointer);
    schemas.set(pointer, schema);
    const value: unknown = generateSync(schema, { seed: seed + toNumber(pointer), alwaysFakeOptionals: false });
    return value as JsonValue;
  };
}

/** FNV-1a: a place as a number, so that places differ under one seed. */
function toNumber(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93) >>> 0;
  return hash % 1_000_000_007;
}
