import type { World } from '../../store/port/world.ts';

/** Does work on a world when the work that was asked for before has ended. Resolves or rejects as the work does. */
export type InTurn = <Result>(world: World, work: () => Promise<Result>) => Promise<Result>;

/** Creates turns: each world has its own, and work that fails does not hold up the next. */
export function createInTurn(): InTurn {
  const last = new WeakMap<World, Promise<unknown>>();
  return function inTurn(world, work) {
    const turn = (last.get(world) ?? Promise.resolve()).then(work);
    last.set(world, turn.catch(ignore));
    return turn;
  };
}

function ignore(): void {}
