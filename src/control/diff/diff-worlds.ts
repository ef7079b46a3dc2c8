import { Problem, type FieldViolation } from '../../kernel/problem.ts';
import type { CollectionSpec, StoreSnapshot } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { findUnknownCollection } from '../world/check-state.ts';
import { compareStates, type StateDiff } from './compare-states.ts';
import { findState, type FindStateDeps } from './find-state.ts';

/** Two states to compare. */
export interface DiffRequest {
  readonly from: string;
  readonly to: string;
  /** The collections to compare; undefined for all. */
  readonly collections?: readonly string[] | undefined;
  /** How many records are listed. Defaults to 1,000. */
  readonly limit?: number | undefined;
  /** Whether records that changed are listed as a whole, too. */
  readonly hasRecords?: boolean | undefined;
  /** The states that are sandboxes which may not have been used yet: then they are as they would start. */
  readonly unused?: readonly string[];
}

/** What differs between two states. */
export interface WorldDiff extends StateDiff {
  readonly from: string;
  readonly to: string;
}

/** Dependencies of `diffWorlds`. */
export interface DiffDeps extends FindStateDeps {
  readonly collections: readonly CollectionSpec[];
}

/**
 * Compares the states of two worlds. `world` is the one whose snapshots are meant. Throws a Problem when a state or a
 * collection does not exist.
 */
export async function diffWorlds(
  world: World,
  { from, to, collections: only, limit = DEFAULT_LIMIT, hasRecords, unused = [] }: DiffRequest,
  deps: DiffDeps,
): Promise<WorldDiff> {
  rejectUnknown(only ?? [], deps.collections);
  const find = (name: string, parameter: string): Promise<StoreSnapshot> =>
    findState({ name, parameter, world, mayBeUnused: unused.includes(name) }, deps);
  const before = await find(from, 'from');
  const after = await find(to, 'to');
  return { from, to, ...(await compareStates(before, after, { specs: deps.collections, only, limit, hasRecords })) };
}

function rejectUnknown(names: readonly string[], collections: readonly CollectionSpec[]): void {
  const violations = names.flatMap((name, index): readonly FieldViolation[] => {
    const unknown = findUnknownCollection(name, collections);
    if (unknown === undefined) return [];
    const message = `${unknown.message} ${unknown.remedy}`;
    return [{ field: `collection.${index}`, message, location: 'query', keyword: 'meaning' }];
  });
  const [first] = violations;
  if (first !== undefined) throw new Problem('VALIDATION_FAILED', { message: first.message, violations });
}

const DEFAULT_LIMIT = 1000;
