import { describe, expect, it } from 'vitest';
import { sha256OfJson } from '../../../src/kernel/json/sha256-of-json.ts';
import { isSameSecret, sha256, toEntityTag } from '../../../src/kernel/random/digest.ts';

describe('digests', () => {
  it('are SHA-256 in hexadecimal, of a text as of its bytes', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256(new TextEncoder().encode('é'))).toBe(sha256('é'));
  });

  it.each([
    [null],
    ['text'],
    [[]],
    [{}],
    [{ openapi: '3.1.0', paths: {}, list: [1, { a: 'é' }], components: { schemas: { 'a"b': { type: {}, x: [{}] } } } }],
    [{ 2: 'two', 1: { ['__proto__']: { b: { c: { d: null } } } } }],
  ])('of a value’s JSON equal those of its text: %j', (value) => {
    expect(sha256OfJson(value)).toBe(sha256(JSON.stringify(value)));
  });

  it('fit into an entity tag', () => {
    expect(toEntityTag('abc')).toMatch(/^[\w-]{27}$/);
    expect(toEntityTag('abc')).not.toBe(toEntityTag('abd'));
  });
});

describe('secrets', () => {
  it.each([
    ['secret', 'secret', true],
    ['secret', 'secreT', false],
    ['secret', 'secret ', false],
    ['', 'secret', false],
    ['', '', true],
  ])('compares %j with %j', (left, right, same) => {
    expect(isSameSecret(left, right)).toBe(same);
  });
});
