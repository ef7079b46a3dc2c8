import type { CompiledContract } from '../../contract/model/contract.ts';
import { createIds } from '../../kernel/random/ids.ts';
import { createSeededRandom } from '../../kernel/random/random.ts';
import { bundleTemplates, type Bundle } from './bundle-templates.ts';
import { createCopier, type GrownRecord, type TimedBundle } from './create-copier.ts';
import { createPicker, type Picker } from './picker.ts';
import { findTimeSpan } from './place-in-time.ts';
import { createKeys } from './world-keys.ts';
import { planWorld } from './world-plan.ts';
import { toTemplates, type Template, type WorldRecords } from './world-records.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** What to grow: the records that exist, and how many to add. */
export interface GrowthOptions {
  readonly contract: CompiledContract;
  readonly records: WorldRecords;
  /** `collection/key` of records that are never copied. */
  readonly pinned: ReadonlySet<string>;
  /** In milliseconds. */
  readonly now: number;
  /** How many records to add. */
  readonly add: number;
  readonly seed: string;
}

/**
 * Generates records like those that exist, parents before their children. Yields one bundle at a time, so that the
 * records never need to fit in memory together. The same options yield the same records. Yields fewer than `add` only
 * if the remainder is smaller than every bundle, or if no resource may grow.
 */
export function* growWorld(options: GrowthOptions): Generator<GrownRecord, void, undefined> {
  const growth = prepareGrowth(options);
  let remaining = options.add;
  for (const { bundles, share } of growth.groups) {
    let quota = Math.floor(options.add * share);
    for (let bundle = growth.choose(bundles, quota); bundle !== undefined; bundle = growth.choose(bundles, quota)) {
      quota -= bundle.members.length;
      remaining -= bundle.members.length;
      yield* growth.copy(bundle);
    }
  }
  const all = growth.groups.flatMap(({ bundles }) => bundles);
  for (let bundle = growth.choose(all, remaining); bundle !== undefined; bundle = growth.choose(all, remaining)) {
    remaining -= bundle.members.length;
    yield* growth.copy(bundle);
  }
}

/** Bundles whose first record is of the same resource, and their share of all added records. */
interface GrowthGroup {
  readonly bundles: readonly TimedBundle[];
  readonly share: number;
}

interface Growth {
  readonly groups: readonly GrowthGroup[];
  /** Chooses a bundle of at most `limit` records; undefined if none is that small. */
  readonly choose: (bundles: readonly TimedBundle[], limit: number) => TimedBundle | undefined;
  readonly copy: (bundle: TimedBundle) => readonly GrownRecord[];
}

function prepareGrowth(options: GrowthOptions): Growth {
  const { contract, records, pinned, now, seed } = options;
  const random = createSeededRandom(`world/${seed}`);
  const picker = createPicker(random);
  const depths = new Map(planWorld(contract).map(({ resource, depth }) => [resource.name, depth]));
  const templates = toTemplates(contract, records);
  const canGrow = ({ id, resource }: Template): boolean => depths.has(resource.name) && !pinned.has(id);
  const bundles = bundleTemplates(templates, canGrow).map((bundle) => toTimedBundle(bundle, depths, now));
  const isParent = new Set([...templates.values()].flatMap(({ refersTo }) => [...refersTo]));
  const keys = createKeys(records, createIds(random));
  return {
    groups: toGroups(bundles, depths),
    choose: (some, limit) => chooseBundle(some, limit, picker),
    copy: createCopier({ contract, records, now, picker, templates, isParent, keys }),
  };
}

function toTimedBundle({ members }: Bundle, depths: ReadonlyMap<string, number>, now: number): TimedBundle {
  const depth = ({ resource }: Template): number => depths.get(resource.name) ?? 0;
  const ordered = members.toSorted((one, other) => depth(one) - depth(other));
  return {
    members: ordered,
    span: findTimeSpan(
      ordered.map(({ record }) => record),
      now,
    ),
  };
}

/**
 * Groups bundles by the resource of their first record, parents first. A group's weight is its number of records,
 * doubled for each level of depth: a larger world has more children per parent.
 */
function toGroups(bundles: readonly TimedBundle[], depths: ReadonlyMap<string, number>): readonly GrowthGroup[] {
  const byRoot = new Map<string, TimedBundle[]>();
  for (const bundle of bundles) {
    const root = bundle.members[0]?.resource.name ?? '';
    getOrCreate(byRoot, root, () => []).push(bundle);
  }
  const weighted = [...byRoot].map(([root, group]) => {
    const depth = depths.get(root) ?? 0;
    return { depth, bundles: group, weight: group.reduce((sum, { members }) => sum + members.length, 0) * 2 ** depth };
  });
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted
    .toSorted((one, other) => one.depth - other.depth)
    .map(({ bundles: group, weight }) => ({ bundles: group, share: weight / total }));
}

/** Chooses a random bundle. Live ones (a run in progress) are rare: most records of a large world are history. */
function chooseBundle(bundles: readonly TimedBundle[], limit: number, picker: Picker): TimedBundle | undefined {
  const fitting = bundles.filter(({ members }) => members.length <= limit);
  if (fitting.length === 0) return undefined;
  const finished = fitting.filter(({ span }) => !span.isLive);
  const live = fitting.filter(({ span }) => span.isLive);
  const wantsLive = picker.chance(LIVE_SHARE);
  return picker.oneOf(finished.length === 0 || (wantsLive && live.length > 0) ? live : finished);
}

/** The share of live bundles among all copies. */
const LIVE_SHARE = 0.02;
