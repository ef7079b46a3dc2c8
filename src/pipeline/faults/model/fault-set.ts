import type { ControlDraft, ControlState, StateOwner, StatePiece } from '../../../store/port/control-state.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { ConsideredFault, Fault, FaultRule } from './fault.ts';

/** The fault rules of one world, in the order in which they were added. */
export interface FaultSet {
  add(rule: FaultRule): Promise<Fault>;
  /** Returns the rules with every hit that this process has counted. */
  list(): Promise<readonly Fault[]>;
  /** Resolves with false when no fault has this id. */
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
  /** Returns whether a fault can still hit: one whose `times` is not used up. */
  hasActive(): boolean;
  /**
   * Runs `draw` on the faults that can still hit and stores the counters that it changes. When `isCounted` is true of
   * one of the rules, the draw depends on the counters: it is decided on those of all replicas, exactly, and may run
   * again. Otherwise hits are counted afterwards.
   */
  draw<Drawn>(draw: (faults: readonly ActiveFault[]) => Drawn, isCounted: (rule: FaultRule) => boolean): Promise<Drawn>;
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

/** The fault sets of worlds. */
export interface FaultBook {
  /** Returns whether a world has a fault that can still hit. */
  hasActive(world: StateOwner): boolean;
  /** Returns the rules of a world that can no longer hit. */
  listUsedUp(world: StateOwner): readonly ConsideredFault[];
  /** Returns the set of a world. */
  of(world: StateOwner): FaultSet;
}

/** The rules of a world. */
export type FaultRules = {
  readonly rules: readonly { readonly id: string; readonly rule: FaultRule }[];
  /** The number of the last id. */
  readonly count: number;
  /** The number of times that the rules were cleared: what belongs to the rules compares it to notice that. */
  readonly generation: number;
};

/** The counters of a world's faults, by id. */
export type FaultCounts = { readonly [id: string]: FaultCount };

type FaultCount = {
  readonly considered: number;
  readonly hits: number;
  readonly window: { readonly end: number; readonly passed: number } | null;
};

/** The piece of the control state that holds the rules of a world. */
export const FAULT_RULES: StatePiece<FaultRules> = {
  name: 'fault_rules',
  initial: { rules: [], count: 0, generation: 0 },
};

/** The piece that holds their counters, apart from the rules: it changes with each hit. */
export const FAULT_COUNTS: StatePiece<FaultCounts> = { name: 'fault_counts', initial: {} };

/** Creates the book over a control state. */
export function createFaultBook(state: ControlState): FaultBook {
  // The result for one version of the rules and the counters: most requests change neither.
  const findMemo = memoize((_rules: FaultRules): ActiveMemo => ({ counts: undefined, isActive: false }));
  const hasActive = (world: StateOwner): boolean => {
    const rules = state.read(world, FAULT_RULES);
    return rules.rules.length > 0 && isAnyActive(rules, state.read(world, FAULT_COUNTS), findMemo(rules));
  };
  const listUsedUp: FaultBook['listUsedUp'] = (world) => {
    const { rules } = state.read(world, FAULT_RULES);
    return rules.length === 0 ? NONE : toUsedUp(rules, state.read(world, FAULT_COUNTS));
  };
  return { hasActive, listUsedUp, of: (world) => createFaultSet(world, state, hasActive) };
}

function createFaultSet(world: StateOwner, state: ControlState, hasActive: FaultBook['hasActive']): FaultSet {
  return {
    add: (rule) => state.change(world, (draft) => addFault(draft, rule)),
    list: async () => {
      await state.settled();
      const counts = state.read(world, FAULT_COUNTS);
      return state.read(world, FAULT_RULES).rules.map(({ id, rule }) => toFault(id, rule, counts));
    },
    remove: (id) => state.change(world, (draft) => removeFault(draft, id)),
    clear: async () => {
      // A world that never had rules, nor a scenario that belongs to them, needs no change.
      if (state.read(world, FAULT_RULES) !== FAULT_RULES.initial) await state.change(world, clearFaults);
    },
    hasActive: () => hasActive(world),
    draw: (draw, isCounted) => {
      const { rules, generation } = state.read(world, FAULT_RULES);
      if (!rules.some(({ rule }) => isCounted(rule))) return drawLoosely(draw, { world, state, generation });
      return state.change(world, (draft) => {
        const faults = toActiveFaults(draft);
        const drawn = draw(faults);
        writeCounts(draft, faults);
        return drawn;
      });
    },
  };
}

/** Adds a rule within a change. */
export function addFault(draft: ControlDraft, rule: FaultRule): Fault {
  const { rules, count, generation } = draft.read(FAULT_RULES);
  const id = `fault-${count + 1}`;
  draft.write(FAULT_RULES, { rules: [...rules, { id, rule }], count: count + 1, generation });
  return toFault(id, rule, {});
}

/** Removes a rule within a change. Returns false when no fault has this id. */
export function removeFault(draft: ControlDraft, id: string): boolean {
  const { rules, ...rest } = draft.read(FAULT_RULES);
  const left = rules.filter((fault) => fault.id !== id);
  if (left.length === rules.length) return false;
  const { [id]: _removed, ...counts } = draft.read(FAULT_COUNTS);
  draft.write(FAULT_RULES, { ...rest, rules: left });
  draft.write(FAULT_COUNTS, counts);
  return true;
}

/** Removes all rules within a change. Ids seed the draws: the next rule is drawn as it would be in a fresh world. */
export function clearFaults(draft: ControlDraft): void {
  const { generation } = draft.read(FAULT_RULES);
  draft.write(FAULT_RULES, { rules: [], count: 0, generation: generation + 1 });
  draft.write(FAULT_COUNTS, {});
}

/** Draws without waiting for other replicas, and adds the hits afterwards, unless the rules were cleared since. */
async function drawLoosely<Drawn>(
  draw: (faults: readonly ActiveFault[]) => Drawn,
  {
    world,
    state,
    generation,
  }: { readonly world: StateOwner; readonly state: ControlState; readonly generation: number },
): Promise<Drawn> {
  const faults = toActiveFaults({ read: (piece) => state.read(world, piece) });
  const before = faults.map(({ considered, hits }) => ({ considered, hits }));
  const drawn = draw(faults);
  const added = faults.map(({ id, considered, hits }, index) => ({
    id,
    considered: considered - (before[index]?.considered ?? 0),
    hits: hits - (before[index]?.hits ?? 0),
  }));
  if (added.every(({ considered }) => considered === 0)) return drawn;
  state.changeLater(world, (draft) => {
    if (draft.read(FAULT_RULES).generation !== generation) return;
    const current = toActiveFaults(draft);
    for (const fault of current) {
      const { considered = 0, hits = 0 } = added.find(({ id }) => id === fault.id) ?? {};
      fault.considered += considered;
      fault.hits += hits;
    }
    writeCounts(draft, current);
  });
  return drawn;
}

function toActiveFaults({ read }: Pick<ControlDraft, 'read'>): readonly ActiveFault[] {
  const counts = read(FAULT_COUNTS);
  return read(FAULT_RULES).rules.flatMap(({ id, rule }) => {
    const { considered, hits, window } = counts[id] ?? NO_COUNT;
    if (isUsedUp(rule, hits)) return [];
    return [{ id, rule, considered, hits, window: window === null ? undefined : { ...window } }];
  });
}

function writeCounts(draft: ControlDraft, faults: readonly ActiveFault[]): void {
  const counts = draft.read(FAULT_COUNTS);
  const changed = faults.filter((fault) => {
    const { considered, hits, window } = counts[fault.id] ?? NO_COUNT;
    return fault.considered !== considered || fault.hits !== hits || fault.window?.passed !== window?.passed;
  });
  if (changed.length === 0) return;
  const entries = changed.map(({ id, considered, hits, window = null }) => [id, { considered, hits, window }] as const);
  draft.write(FAULT_COUNTS, { ...counts, ...Object.fromEntries(entries) });
}

interface ActiveMemo {
  counts: FaultCounts | undefined;
  isActive: boolean;
}

function isAnyActive({ rules }: FaultRules, counts: FaultCounts, memo: ActiveMemo): boolean {
  if (memo.counts !== counts) {
    memo.counts = counts;
    memo.isActive = rules.some(({ id, rule }) => !isUsedUp(rule, counts[id]?.hits ?? 0));
  }
  return memo.isActive;
}

function isUsedUp({ times }: FaultRule, hits: number): boolean {
  return times !== undefined && hits >= times;
}

function toUsedUp(rules: FaultRules['rules'], counts: FaultCounts): readonly ConsideredFault[] {
  return rules.flatMap(({ id, rule }) => {
    const { hits } = counts[id] ?? NO_COUNT;
    if (!isUsedUp(rule, hits)) return [];
    const reason = `It has hit ${hits} of ${rule.times ?? 0} times, so it is used up.`;
    return [{ id, kind: rule.kind, verdict: 'missed', reason, hits, times: rule.times }];
  });
}

function toFault(id: string, rule: FaultRule, counts: FaultCounts): Fault {
  return { id, ...rule, hits: (counts[id] ?? NO_COUNT).hits };
}

const NONE: readonly never[] = [];
const NO_COUNT: FaultCount = { considered: 0, hits: 0, window: null };
