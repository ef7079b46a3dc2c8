import { describe, expect, it } from 'vitest';
import { createSchemaReader, type SchemaReader } from '../../../src/contract/schema/schema-reader.ts';
import { findNearText, findProperty } from '../../../src/control/correction/near-value.ts';
import type { JsonObject } from '../../../src/kernel/json/json.ts';

const SELF = { $ref: '#/components/schemas/Self' };
const SELVES = Array.from({ length: 6 }, () => SELF);

/** Creates a reader of one schema, `Self`, that counts how often a reference is followed. */
function createCountingReader(schema: JsonObject): { reader: SchemaReader; count: () => number } {
  const reader = createSchemaReader({ components: { schemas: { Self: schema } } });
  let followed = 0;
  const resolve: SchemaReader['resolve'] = (node) => {
    followed += 1;
    return reader.resolve(node);
  };
  return { reader: { ...reader, resolve }, count: () => followed };
}

describe('the nearest value of a schema that refers to itself many times', () => {
  it('is found, and each reference is followed once', () => {
    const { reader, count } = createCountingReader({ anyOf: [...SELVES, { enum: ['name', 'created_at'] }] });
    expect(findNearText('nam', SELF, reader)).toBe('name');
    expect(count()).toBeLessThan(10);
  });

  it('follows each reference once when a property is looked up', () => {
    const { reader, count } = createCountingReader({ allOf: [...SELVES, { properties: { a: { type: 'string' } } }] });
    expect(findProperty(SELF, 'a', reader)).toEqual({ type: 'string' });
    expect(findProperty(SELF, 'b', reader)).toEqual({});
    expect(count()).toBeLessThan(20);
  });
});
