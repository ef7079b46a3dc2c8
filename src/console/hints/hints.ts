import type { Call } from '../api/call.ts';

/** A call whose curl line is shown. */
export interface Hint {
  readonly call: Call;
  /** The status that it got; undefined before it is sent. */
  readonly status?: number;
}

/** What points at a call: the pointer, or the focus. */
export type Pointing = 'pointer' | 'focus';

/** The calls whose curl lines may be shown. */
export interface Hints extends Readonly<Partial<Record<Pointing, Pointed>>> {
  /** The last call that was sent. */
  readonly sent?: Hint;
}

interface Pointed extends Hint {
  /** The button that is pointed at. */
  readonly by: symbol;
  /** Whether the pointer or the focus has left it. It is shown until it is forgotten, so that it can be copied. */
  readonly isLeft: boolean;
}

/** What changes the calls. */
export type HintChange =
  | { readonly kind: 'point'; readonly at: Pointing; readonly by: symbol; readonly call: Call }
  | { readonly kind: 'leave'; readonly at: Pointing; readonly by: symbol }
  | { readonly kind: 'forget' }
  | { readonly kind: 'send'; readonly call: Call }
  | { readonly kind: 'answer'; readonly call: Call; readonly status: number }
  | { readonly kind: 'reset' };

/** Returns the call whose curl line is shown; undefined for that of the screen. */
export function findHint({ pointer, focus, sent }: Hints): Hint | undefined {
  const pointed = [pointer, focus].flatMap((one) => one ?? []);
  return pointed.find(({ isLeft }) => !isLeft) ?? pointed[0] ?? sent;
}

/** Whether a call is shown that the pointer or the focus has left. */
export function hasLeft({ pointer, focus }: Hints): boolean {
  return pointer?.isLeft === true || focus?.isLeft === true;
}

/** Returns the calls after a change. */
export function changeHints(hints: Hints, change: HintChange): Hints {
  switch (change.kind) {
    case 'point':
      return { ...hints, [change.at]: { by: change.by, call: change.call, isLeft: false } };
    case 'leave': {
      const last = hints[change.at];
      return last?.by === change.by && !last.isLeft ? { ...hints, [change.at]: { ...last, isLeft: true } } : hints;
    }
    case 'forget':
      return Object.fromEntries(
        Object.entries(hints).filter(([, hint]) => !('isLeft' in hint && hint.isLeft === true)),
      );
    case 'send':
      return { sent: { call: change.call } };
    case 'answer':
      // Another call may have been sent meanwhile.
      if (hints.sent?.call !== change.call) return hints;
      return { ...hints, sent: { call: change.call, status: change.status } };
    case 'reset':
      return {};
  }
}
