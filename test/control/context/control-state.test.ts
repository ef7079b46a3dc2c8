import { describe, expect, it } from 'vitest';
import {
  CONTROL_STATE,
  SHARED_PIECES,
  STATE_OF_DEPS,
  type ReplicaScope,
} from '../../../src/control/context/control-state.ts';
import { PARTS } from '../../../src/control/gathered/parts.ts';

describe('the table of the control state', () => {
  it('names every part that replicas ask each other for, once', () => {
    const parts = Object.values<ReplicaScope>(CONTROL_STATE).flatMap((scope) =>
      scope.kind === 'gathered' ? scope.parts : [],
    );
    expect(parts.toSorted()).toEqual(Object.keys(PARTS).toSorted());
  });

  it('names every shared piece once', () => {
    const names = SHARED_PIECES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the state of every dependency of the calls', () => {
    const unknown = Object.values(STATE_OF_DEPS).filter(
      (name) => name !== 'none' && !Object.hasOwn(CONTROL_STATE, name),
    );
    expect(unknown).toEqual([]);
  });
});
