import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/athena/workflow/graph/evaluate.ts';
import { ExpressionError } from '../../../../src/athena/workflow/graph/expression-tokens.ts';
import { parseExpression } from '../../../../src/athena/workflow/graph/expression.ts';
import { createScope, fillIn, referencesIn, UnresolvedError } from '../../../../src/athena/workflow/graph/variables.ts';

const scope = createScope({
  webhook: {
    seats: 12,
    plan: 'team',
    tags: ['vip', 'eu'],
    email: 'Ada@Example.com',
    nothing: null,
    deep: { rows: [{ name: 'Ada' }] },
  },
  variables: { limit: 10, name: 'team' },
  'odd.name': { x: 1 },
});
const holds = (text: string): boolean => evaluate(parseExpression(text), scope);

describe('a condition', () => {
  it.each([
    ['{{ webhook.seats }} > 10', true],
    ['{{ webhook.seats }} > {{ variables.limit }}', true],
    ['{{webhook.seats}}<=11.5', false],
    ['{{ webhook.plan }} == team', true],
    [`{{ webhook.plan }} == 'team' and {{ webhook.seats }} >= 12`, true],
    [`'{{ webhook.plan }}' === "team"`, true],
    ['{{ webhook.plan }} == {{ variables.name }}', true],
    ['{{ webhook.seats }} == "12"', true],
    ['{{ webhook.tags }} contains vip', true],
    ['eu in {{ webhook.tags }} && !({{ webhook.seats }} < 3)', true],
    ['{{ webhook.email }} ends_with "@example.com"', true],
    ['{{ webhook.nothing }} exists', false],
    ['{{ webhook.gone }} missing or {{ webhook.gone }} == 1', true],
    ['not {{ webhook.seats }}', false],
    ['false or {{ webhook.plan }}', true],
    ['true or false and false', true],
    ['{{ webhook.plan }} > 3', false],
    [`{{ webhook.gone ?? 'none' }} == none`, true],
  ])('%s is %s', (text, expected) => {
    expect(holds(text)).toBe(expected);
  });

  it('throws an error that names a missing value', () => {
    expect(() => holds('{{ webhook.gone }} > 3')).toThrow(new UnresolvedError('webhook.gone'));
  });

  it.each([
    ['', 'it is empty'],
    ['{{ a }} >', 'it ends where a value is expected'],
    ['({{ a }} > 1', 'a parenthesis is not closed'],
    ['{{ a }} > 1 2', '"2" is not expected there'],
    ['and 1', '"and" is not a value'],
    ['{{ a }} # 1', '"# 1" is not understood'],
    ['('.repeat(60), 'it is nested too deeply'],
  ])('%s is malformed: %s', (text, reason) => {
    expect(() => parseExpression(text)).toThrow(new ExpressionError(reason));
  });

  it('of any text is evaluated or throws one of its two errors', () => {
    const piece = fc.constantFrom(
      '{{ webhook.seats }}',
      '1',
      '"',
      "'",
      '(',
      ')',
      'and',
      'not',
      '==',
      '>',
      ' ',
      'x',
      '\\',
      '{{',
      '}}',
      '-',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          evaluate(parseExpression(pieces.join('')), scope);
        } catch (error) {
          expect(error instanceof ExpressionError || error instanceof UnresolvedError).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('variables', () => {
  it('keep their type when they are the whole text, and become text inside other text', () => {
    expect(
      fillIn(
        { a: '{{ webhook.seats }}', b: ['{{ webhook.seats }} seats, {{ webhook.tags }}, {{ webhook.nothing }}.'] },
        scope,
      ),
    ).toEqual({
      a: 12,
      b: ['12 seats, ["vip","eu"], .'],
    });
  });

  it('resolve into lists and objects, and through names with dots', () => {
    expect(
      fillIn(
        '{{ webhook.deep.rows[0].name }} {{webhook.deep.rows.0.name}} {{ webhook.tags.length }} {{ odd.name.x }}',
        scope,
      ),
    ).toBe('Ada Ada 2 1');
  });

  it('may have a default for a missing value', () => {
    expect(fillIn(`Hello {{ webhook.first ?? webhook.plan }}, {{ webhook.gone ?? 'friend' }}`, scope)).toBe(
      'Hello team, friend',
    );
    expect(referencesIn({ a: ['{{ b.c ?? d.e }}'] })).toEqual(['b.c', 'd.e']);
  });

  it('never resolve to inherited properties', () => {
    for (const path of ['webhook.constructor', '__proto__.x', 'webhook.__proto__', 'webhook.tags.constructor'])
      expect(scope(path)).toBeUndefined();
  });
});
