import { describe, expect, it } from 'vitest';
import { findBaggage, setBaggage } from '../../../src/kernel/text/baggage.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

describe('a baggage header', () => {
  it.each([
    ['a=1', '1'],
    ['b=2, a=1', '1'],
    ['b=2 ,\ta = 1 ;ttl=60;secret, c=3', '1'],
    ['a=1,a=2', '2'],
    ['a=%C3%A9%2Cx', 'é,x'],
    ['a=100%', '100%'],
    ['a=b=c', 'b=c'],
    ['a=', ''],
    ['a', ''],
    ['', undefined],
    ['aa=1,b=a', undefined],
    ['b=1;a=2', undefined],
    [undefined, undefined],
  ])('%j has the member a: %j', (header, value) => {
    expect(findBaggage(header, 'a')).toBe(value);
  });

  it.each([
    [undefined, 'a=1'],
    ['', 'a=1'],
    ['b=2;x=y', 'b=2;x=y,a=1'],
    ['a=0, b=2', 'b=2,a=1'],
  ])('%j gets a member', (header, expected) => {
    expect(setBaggage(header, 'a', '1')).toBe(expected);
  });

  it('keeps a value that needs escaping', () => {
    expect(findBaggage(setBaggage('b=2', 'a', 'x,y;z=%'), 'a')).toBe('x,y;z=%');
  });

  it('takes linear time', async () => {
    const header = `${'a=;'.repeat(5000)},${',= a'.repeat(50_000)}`;
    expect(await measureProcessorTime(() => findBaggage(header, 'a'))).toBeLessThan(500);
  });
});
