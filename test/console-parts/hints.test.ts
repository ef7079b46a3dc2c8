import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/console/api/call.ts';
import { changeHints, findHint, hasLeft, type HintChange } from '../../src/console/hints/hints.ts';

const [first, second] = ['/a', '/b'].map((path): Call => ({ method: 'GET', path })) as [Call, Call];
const [one, other] = [Symbol('one'), Symbol('other')];

/** Returns the path and the status that the line shows after changes. */
function shownAfter(...changes: readonly HintChange[]): readonly [path: string | undefined, status?: number] {
  const hint = findHint(changes.reduce(changeHints, {}));
  return hint?.status === undefined ? [hint?.call.path] : [hint.call.path, hint.status];
}

const point = (at: 'pointer' | 'focus', by: symbol, call: Call): HintChange => ({ kind: 'point', at, by, call });
const leave = (at: 'pointer' | 'focus', by: symbol): HintChange => ({ kind: 'leave', at, by });
const send = (call: Call): HintChange => ({ kind: 'send', call });
const FORGET = { kind: 'forget' } as const;

describe('the curl line', () => {
  test('is of the control that has the pointer, or else the focus', () => {
    expect(shownAfter(point('focus', one, first))).toEqual(['/a']);
    expect(shownAfter(point('focus', one, first), point('pointer', other, second))).toEqual(['/b']);
    expect(shownAfter(point('focus', one, first), point('pointer', other, second), leave('pointer', other))).toEqual([
      '/a',
    ]);
  });

  test('is the screen’s again a while after the pointer and the focus have left', () => {
    expect(shownAfter(point('pointer', one, first), leave('pointer', one))).toEqual(['/a']);
    expect(shownAfter(point('pointer', one, first), leave('pointer', one), FORGET)).toEqual([undefined]);
    expect(shownAfter(point('pointer', one, first), FORGET)).toEqual(['/a']);
    // The pointer is on another control by now.
    expect(
      shownAfter(point('pointer', one, first), point('pointer', other, second), leave('pointer', one), FORGET),
    ).toEqual(['/b']);
    expect(
      shownAfter(point('pointer', one, first), leave('pointer', one), point('pointer', one, first), FORGET),
    ).toEqual(['/a']);
  });

  test('waits only for what was left', () => {
    expect(hasLeft(changeHints({}, point('pointer', one, first)))).toBe(false);
    expect(hasLeft([point('focus', one, first), leave('focus', one)].reduce(changeHints, {}))).toBe(true);
  });

  test('is of the call that was sent last, with its status, until another one is pointed at', () => {
    const sent = [point('pointer', one, first), send(first), { kind: 'answer', call: first, status: 204 }] as const;
    expect(shownAfter(...sent)).toEqual(['/a', 204]);
    expect(shownAfter(...sent, leave('pointer', one), FORGET)).toEqual(['/a', 204]);
    expect(shownAfter(...sent, point('pointer', other, second))).toEqual(['/b']);
    expect(shownAfter(...sent, point('pointer', other, second), leave('pointer', other), FORGET)).toEqual(['/a', 204]);
    expect(shownAfter(send(first), send(second), { kind: 'answer', call: first, status: 204 })).toEqual(['/b']);
    expect(shownAfter(...sent, { kind: 'reset' })).toEqual([undefined]);
  });
});
