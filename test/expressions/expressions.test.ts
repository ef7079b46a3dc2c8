import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { expressionsIn, listExpressions, type Expression } from './list-expressions.ts';

const expressions = await listExpressions();

/**
 * What the judge comes to no end with in a minute. They are anchored or begin with a word, and from there on repeat a
 * bounded number of times; `test/regular-expressions.test.ts` tries them on texts.
 */
const BOUNDED: ReadonlySet<string> = new Set([
  String.raw`/^\s*(?:(?:an?|the|i (?:want|need) an?)\s+)?(?:[\w-]{1,40} ){0,4}?(?:assistant|agent|bot|helper)\s+(?:that|who|which)\s+([a-z]{2,30})(.*)/i`,
  String.raw`/\b(?:answer with|classify (?:\w+ ){0,3}as|one of)\s+((?:[\w-]{1,30}, ){1,10}[\w-]{1,30},? or [\w-]{1,30})/i`,
  String.raw`/\b(?:extract|list|name|give)\s+((?:[\w -]{1,40}, ){1,10}[\w -]{1,40}?)\s(?:from|of|as|with)\b/i`,
  String.raw`/(?:\b(?<before>[A-Za-z_]{2,40})\s+)?(?:(?:is|are|has|have|costs?|of)\s+)?\b(?<words>fewer than|less than|lower than|below|under|more than|greater than|higher than|larger than|over|above|at least|at most)\s+[€$£]?\s?(?<number>\d[\d,]{0,11}(?:\.\d{1,4})?|x)\b(?:\s?%)?(?:\s+(?<after>[A-Za-z_-]{2,40}))?/i`,
  String.raw`/\bfor (?:each|every) (?:of the )?([\p{L}]{2,30})/iu`,
  String.raw`/\bfor (?:each|every) (?:of the )?[\p{L}]{2,30}/iu`,
  String.raw`/\b(?:when|whenever|once|if|as soon as)\s+(?:(?:an?|the|any|each|every|new|some)\s+){0,3}([\p{L}-]{2,30})/u`,
]);

/** What the judge says, by steps and not by the clock: safe, or how fast a text makes it slow. */
async function judge({ source, flags }: Pick<Expression, 'source' | 'flags'>): Promise<string> {
  const verdict = await check(source, flags, { randomSeed: 1, timeout: LONGEST, attackTimeout: null });
  return verdict.status === 'vulnerable' ? `${verdict.complexity.summary}: ${verdict.attack.pattern}` : verdict.status;
}

describe('the judge', () => {
  it('sees every expression, those that are put together and patterns of documents included', () => {
    expect(expressions.length).toBeGreaterThan(300);
    const places = new Set(expressions.map(({ place }) => place));
    for (const place of [
      'src/kernel/sandbox-name.ts',
      'src/control/traffic/redaction.ts',
      'spec/openapi.yaml',
      'control/openapi.yaml',
    ]) {
      expect(places).toContain(place);
    }
    const text = 'const W = "a|b"; new RegExp(String.raw`\\b(?:${W}|${other})+`, "i"); x.replace(/c+/g, "")';
    expect(expressionsIn('x.ts', text).map(({ source, flags }) => `/${source}/${flags}`)).toEqual([
      '/c+/g',
      String.raw`/\b(?:a|b|x)+/i`,
    ]);
  });

  it.each([
    // Of redaction, where 64 KB took 1.3 seconds.
    [String.raw`("[^"]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"?`, 'gi'],
    ['((?:^|&)[^=&]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^=&]*=)[^&]*', 'gi'],
    // Of generated workflows, where 65,000 characters took two.
    [String.raw`\b(?:create|open|file|raise)\b.*\bissue\b|\bgithub\b`, 'i'],
    [String.raw`\s+$`, ''],
    ['^(a+)+$', ''],
  ])('finds that /%s/%s is not linear', async (source, flags) => {
    expect(await judge({ source, flags })).toMatch(/polynomial|exponential/);
  });
});

describe('no text makes it slow', () => {
  it.concurrent.each(
    expressions
      .filter((expression) => !BOUNDED.has(literalOf(expression)))
      .map((one) => [literalOf(one), one] as const),
  )('%s', async (literal, expression) => {
    expect(await judge(expression), `${expression.place} ${literal}`).toBe('safe');
  });

  it('excepts none that there is not', () => {
    const literals = new Set(expressions.map(literalOf));
    expect([...BOUNDED].filter((literal) => !literals.has(literal))).toEqual([]);
  });
});

function literalOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`;
}

/** For one expression, in milliseconds; most take a few. */
const LONGEST = 60_000;
