import { assert, integer, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/kernel/json/json.ts';
import { measureJson } from '../../../src/kernel/json/measure-json.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

describe('the size of JSON', () => {
  it("is the UTF-8 length of JSON.stringify's output", () => {
    assert(
      property(jsonValue({ stringUnit: ANY_CHARACTER }), (value) => {
        const text = JSON.stringify(value);
        expect(measureJson(value as JsonValue, 1_000_000)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it.each(['"\\\b\t\n\f\r\u0000\u001f', 'Grüße ✅ 𝄞', '\ud834', '\udd1e\ud834', 'plain'])(
    'counts escapes and characters of several bytes: %j',
    (text) => {
      expect(measureJson(text, 1000)).toBe(Buffer.byteLength(JSON.stringify(text)));
    },
  );

  it('stops at the limit: a small list that holds a list many times over costs no more than the limit', async () => {
    let list: JsonValue = ['A'.repeat(10)];
    for (let level = 0; level < 40; level += 1) list = Array.from({ length: 75 }, () => list);
    const time = await measureProcessorTime(() => expect(measureJson(list, 1_000_000)).toBe('too long'));
    expect(time).toBeLessThan(5000);
  });

  it('stops at 512 levels', () => {
    const nest = (levels: number): JsonValue => Array.from({ length: levels }).reduce<JsonValue>((inner) => [inner], 1);
    expect(measureJson(nest(512), 10_000)).toBe(1025);
    expect(measureJson(nest(513), 10_000)).toBe('too deep');
    expect(measureJson(nest(100_000), 1_000_000)).toBe('too deep');
  });
});

/** Surrogates included. fast-check's own unit for all characters takes a second to prepare. */
const ANY_CHARACTER = integer({ min: 0, max: 0x10_ff_ff }).map((point) => String.fromCodePoint(point));
