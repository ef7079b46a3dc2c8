import type { Fault, FaultRule } from './fault.ts';

/** The faults of one world, in the order in which they were ordered. */
export interface FaultSet {
  add(order: FaultRule): Fault;
  list(): readonly Fault[];
  /** False where there is none of that id. */
  remove(id: string): boolean;
  clear(): void;
  /** How often all of them were called off: what rests on them ends with that. */
  generation(): number;
  /** Those that may strike yet: not struck as often as they were ordered to. */
  active(): readonly ActiveFault[];
}

/** A fault that may strike, and what it remembers. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** Requests that fitted it so far: each has a chance of its own. */
  considered: number;
  hits: number;
  /** Of `rate_limit`: when the window ends, and who passed in it. */
  window: { end: number; passed: number } | undefined;
}

/** Faults by world, or by anything else that has an identity: what is forgotten takes its faults with it. */
export interface FaultBook<World extends object> {
  /** Undefined where none was ever ordered. */
  find(world: World): FaultSet | undefined;
  of(world: World): FaultSet;
}

/** A book without faults. */
export function createFaultBook<World extends object>(): FaultBook<World> {
  const sets = new WeakMap<World, FaultSet>();
  return {
    find: (world) => sets.get(world),
    of: (world) => {
      const known = sets.get(world) ?? createFaultSet();
      sets.set(world, known);
      return known;
    },
  };
}

/** A set without faults. */
export function createFaultSet(): FaultSet {
  let faults: readonly ActiveFault[] = [];
  let count = 0;
  let generation = 0;
  return {
    add: (order) => {
      const fault: ActiveFault = {
        id: `fault-${(count += 1)}`,
        rule: order,
        considered: 0,
        hits: 0,
        window: undefined,
      };
      faults = [...faults, fault];
      return toFault(fault);
    },
    list: () => faults.map(toFault),
    remove: (id) => {
      const left = faults.filter((fault) => fault.id !== id);
      const isGone = left.length < faults.length;
      faults = left;
      return isGone;
    },
    clear: () => {
      faults = [];
      // What is ordered next falls as it would in a fresh world.
      count = 0;
      generation += 1;
    },
    generation: () => generation,
    active: () => faults.filter(({ rule: order, hits: struck }) => order.times === undefined || struck < order.times),
  };
}

function toFault({ id, rule: order, hits: struck }: ActiveFault): Fault {
  return { id, ...order, hits: struck };
}
