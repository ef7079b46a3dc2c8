import { describe, expect, it } from 'vitest';
import { parsePrefer, toPreferenceApplied } from '../../../src/pipeline/request/parse-prefer.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

describe('parsePrefer', () => {
  it.each<[string | undefined, Record<string, string>]>([
    [undefined, {}],
    ['', {}],
    ['code=404', { code: '404' }],
    ['code=404, example=gone', { code: '404', example: 'gone' }],
    ['code=404; dynamic=true ;seed=7', { code: '404', dynamic: 'true', seed: '7' }],
    ['CODE = 404', { code: '404' }],
    ['example="my example, the \\"second\\"; one"', { example: 'my example, the "second"; one' }],
    ['example=my example , code=200', { example: 'my example', code: '200' }],
    ['code=404, code=500', { code: '404' }],
    ['respond-async, wait=100, return=minimal', { 'respond-async': '', wait: '100', return: 'minimal' }],
    ['dynamic', { dynamic: '' }],
    ['example=""', { example: '' }],
    [',,;, code=404,', { code: '404' }],
    ['example="open, code=404', { example: '', open: '', code: '404' }],
  ])('%s', (header, preferences) => {
    expect(Object.fromEntries(parsePrefer(header))).toEqual(preferences);
  });

  it('takes linear time for any header', async () => {
    const time = await measureProcessorTime(() => {
      for (const part of ['a="', 'a=', '="\\', '";', ' ', 'a =', '\\"=']) parsePrefer(part.repeat(20_000));
    });
    expect(time).toBeLessThan(2000);
  });
});

it('quotes values that are not tokens', () => {
  const applied = toPreferenceApplied([
    ['code', '404'],
    ['example', 'the "second" one'],
  ]);
  expect(applied).toBe('code=404, example="the \\"second\\" one"');
  expect(Object.fromEntries(parsePrefer(applied))).toEqual({ code: '404', example: 'the "second" one' });
});
