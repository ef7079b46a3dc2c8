import type { Fault, FaultRule } from './fault.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';

/** The fault rules of one world, in the order in which they were added. */
export interface FaultSet {
  add(rule: FaultRule): Fault;
  list(): readonly Fault[];
  /** Returns false when no fault has this id. */
  remove(id: string): boolean;
  clear(): void;
  /** The number of `clear` calls. A client of the set compares it to notice that its rules were removed. */
  generation(): number;
  /** Returns the faults that can still hit: those whose `times` is not used up. */
  active(): readonly ActiveFault[];
}

/** A fault that can still hit, with its counters. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /**
   * Requests that matched so far. The number is part of the seed, so that each request has its own probability draw.
   */
  considered: number;
  hits: number;
  /** When the current window ends, and how many requests have passed in it. Undefined before the first one. */
  window: { end: number; passed: number } | undefined;
}

/** The fault sets of worlds, held weakly: a set is dropped with its world. */
export interface FaultBook<World extends object> {
  /** Returns the set of a world, or undefined when no fault was ever added to it. */
  find(world: World): FaultSet | undefined;
  /** Returns the set of a world, and creates it when there is none. */
  of(world: World): FaultSet;
}

/** Creates an empty book. */
export function createFaultBook<World extends object>(): FaultBook<World> {
  const sets = new WeakMap<World, FaultSet>();
  return {
    find: (world) => sets.get(world),
    of: (world) => getOrCreate(sets, world, createFaultSet),
  };
}

/** Creates an empty set. */
export function createFaultSet(): FaultSet {
  let faults: readonly ActiveFault[] = [];
  let count = 0;
  let generation = 0;
  return {
    add: (rule) => {
      const fault: ActiveFault = { id: `fault-${(count += 1)}`, rule, considered: 0, hits: 0, window: undefined };
      faults = [...faults, fault];
      return toFault(fault);
    },
    list: () => faults.map(toFault),
    remove: (id) => {
      const left = faults.filter((fault) => fault.id !== id);
      const isRemoved = left.length < faults.length;
      faults = left;
      return isRemoved;
    },
    clear: () => {
      faults = [];
      // Ids seed the draws: the next rule is drawn as it would be in a fresh world.
      count = 0;
      generation += 1;
    },
    generation: () => generation,
    active: () => faults.filter(({ rule, hits }) => rule.times === undefined || hits < rule.times),
  };
}

function toFault({ id, rule, hits }: ActiveFault): Fault {
  return { id, ...rule, hits };
}
