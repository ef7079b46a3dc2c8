import { check } from 'recheck';
import { describe, expect, it } from 'vitest';
import { expressionsIn, listExpressions, type Expression } from './list-expressions.ts';

const expressions = await listExpressions();

/**
 * Expressions that the checker cannot decide within a minute. They are anchored or start with a word, and repeat a
 * bounded number of times after it. `test/hostile/regular-expressions.test.ts` times them on texts.
 */
const BOUNDED: ReadonlySet<string> = new Set([
  String.raw`/^\s*(?:(?:an?|the|i (?:want|need) an?)\s+)?(?:[\w-]{1,40} ){0,4}?(?:assistant|agent|bot|helper)\s+(?:that|who|which)\s+([a-z]{2,30})(.*)/i`,
  String.raw`/\b(?:answer with|classify (?:\w{1,20} ){0,3}as|one of)\s+((?:[\w-]{1,30}, ){1,10}[\w-]{1,30},? or [\w-]{1,30})/i`,
  String.raw`/\b(?:extract|list|name|give|return|provide|get|with|containing|fields?|keys?|properties)(?: me)?(?: the)?(?: fields?| keys?| properties)?[: ]+((?:[\w -]{1,40}, ){0,10}[\w -]{1,40}?,? (?:and|plus|&) [\w -]{1,40}?)(?:,? (?:from|of|as|in|for)\b|[,.:?]|$)/i`,
  String.raw`/(?:\b(?<before>[A-Za-z_]{2,40})\s+)?(?:(?:is|are|has|have|costs?|of)\s+)?\b(?<words>fewer than|less than|lower than|below|under|more than|greater than|higher than|larger than|over|above|at least|at most)\s+[€$£]?\s?(?<number>\d[\d,]{0,11}(?:\.\d{1,4})?|x)\b(?:\s?%)?(?:\s+(?<after>[A-Za-z_-]{2,40}))?/i`,
  String.raw`/\bfor (?:each|every) (?:of the )?([\p{L}]{2,30})/iu`,
  String.raw`/\bfor (?:each|every) (?:of the )?[\p{L}]{2,30}/iu`,
  String.raw`/\b(?:when|whenever|once|if|as soon as)\s+(?:(?:an?|the|any|each|every|new|some)\s+){0,3}([\p{L}-]{2,30})/u`,
]);

/** Returns `safe`, or the complexity of the expression with an attack. Counts steps instead of measuring time. */
async function checkExpression(
  { source, flags }: Pick<Expression, 'source' | 'flags'>,
  timeout = TIMEOUT,
): Promise<string> {
  const verdict = await check(source, flags, { randomSeed: 1, timeout, attackTimeout: null });
  return verdict.status === 'vulnerable' ? `${verdict.complexity.summary}: ${verdict.attack.pattern}` : verdict.status;
}

describe('the checker', () => {
  it('covers every expression, including constructed ones and the patterns of documents', () => {
    expect(expressions.length).toBeGreaterThan(300);
    const files = new Set(expressions.map(({ file }) => file));
    for (const file of [
      'src/kernel/sandbox-name.ts',
      'src/control/traffic/redact-value.ts',
      'spec/openapi.yaml',
      'control/openapi.yaml',
    ]) {
      expect(files).toContain(file);
    }
    const text = 'const W = "a|b"; new RegExp(String.raw`\\b(?:${W}|${other})+`, "i"); x.replace(/c+/g, "")';
    expect(expressionsIn('x.ts', text).map(({ source, flags }) => `/${source}/${flags}`)).toEqual([
      '/c+/g',
      String.raw`/\b(?:a|b|x)+/i`,
    ]);
  });

  it.each([
    // From redaction, where 64 KB took 1.3 seconds.
    [String.raw`("[^"]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"?`, 'gi'],
    ['((?:^|&)[^=&]*(?:token|passw(?:or)?d|secret|api_?key|credential)[^=&]*=)[^&]*', 'gi'],
    // From generated workflows, where 65,000 characters took two seconds.
    [String.raw`\b(?:create|open|file|raise)\b.*\bissue\b|\bgithub\b`, 'i'],
    [String.raw`\s+$`, ''],
    ['^(a+)+$', ''],
  ])('reports that /%s/%s is not linear', async (source, flags) => {
    expect(await checkExpression({ source, flags })).toMatch(/polynomial|exponential/);
  });
});

describe('takes linear time for every text', () => {
  it.concurrent.each(
    expressions
      .filter((expression) => !BOUNDED.has(literalOf(expression)) && !isShortReader(expression))
      .map((one) => [literalOf(one), one] as const),
  )('%s', async (literal, expression) => {
    expect(await checkExpression(expression), `${expression.file} ${literal}`).toBe('safe');
  });

  it.concurrent.each(expressions.filter(isShortReader).map((one) => [literalOf(one), one] as const))(
    '%s, or is not decided within seconds',
    async (literal, expression) => {
      const verdict = await checkExpression(expression, SHORT_TIMEOUT);
      expect(verdict, `${expression.file} ${literal}`).toMatch(/^(?:safe|unknown)$/);
    },
  );

  it('has no exception for an expression that does not exist', () => {
    const literals = new Set(expressions.map(literalOf));
    expect([...BOUNDED].filter((literal) => !literals.has(literal))).toEqual([]);
  });
});

/**
 * Returns whether an expression reads the words of a question, of which at most 16,000 characters are read. It repeats
 * a bounded number of times. `test/hostile/replies.test.ts` times all of them on texts.
 */
function isShortReader({ file }: Expression): boolean {
  return file.startsWith('src/athena/responder/reply/');
}

function literalOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`;
}

/** The limit for one expression, in milliseconds; most take a few. */
const TIMEOUT = 60_000;
/** The limit for an expression that reads a short text, in milliseconds. */
const SHORT_TIMEOUT = 2000;
