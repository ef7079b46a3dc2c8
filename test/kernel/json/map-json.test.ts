import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import { mapElements, mapMembers } from '../../../src/kernel/json/map-json.ts';

const double = (value: JsonValue): JsonValue => (typeof value === 'number' ? value * 2 : value);

describe('mapped JSON', () => {
  test('has the changed values in the order of the object, which stays as it was', () => {
    const object = Object.freeze({ a: 1, b: 'x', c: [2] });
    expect(JSON.stringify(mapMembers(object, double))).toBe('{"a":2,"b":"x","c":[2]}');
    expect(mapElements(Object.freeze(['x', 1, null]), double)).toEqual(['x', 2, null]);
    expect(object.a).toBe(1);
  });

  test('is the value itself when nothing changes', () => {
    const object = { a: 'x', b: {} };
    const list = ['x', null];
    expect(mapMembers(object, double)).toBe(object);
    expect(mapElements(list, double)).toBe(list);
  });

  test('is told the name and the position of each value', () => {
    expect(mapMembers({ a: 1 }, (_value, name) => name)).toEqual({ a: 'a' });
    expect(mapElements(['x', 'y'], (_value, index) => index)).toEqual([0, 1]);
  });

  test('keeps a property named __proto__, changed or not', () => {
    const object = JSON.parse('{"__proto__": 1, "a": 2}') as JsonObject;
    expect(JSON.stringify(mapMembers(object, double))).toBe('{"__proto__":2,"a":4}');
    const text = JSON.parse('{"__proto__": {"x": 1}, "a": 2}') as JsonObject;
    expect(JSON.stringify(mapMembers(text, double))).toBe('{"__proto__":{"x":1},"a":4}');
  });
});
