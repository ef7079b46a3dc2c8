import type { CompiledContract } from '../../contract/model/contract.ts';
import { createIds } from '../../kernel/random/ids.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { createSeededRandom } from '../../kernel/random/random.ts';
import { bundleTemplates, timeOf, type Bundle } from './bundle-templates.ts';
import { copyRecord, toFace, type Stand } from './copy-bundle.ts';
import { createPicker, type Picker } from './picker.ts';
import { findTimeSpan, placeInTime, type TimeSpan } from './place-in-time.ts';
import { findTextRules, type TextRules } from './vary-texts.ts';
import { createKeys, type Keys } from './world-keys.ts';
import { planWorld } from './world-plan.ts';
import { toTemplates, type Template, type WorldRecords } from './world-records.ts';

/** What a larger world is made from. */
export interface GrowthOptions {
  readonly contract: CompiledContract;
  readonly records: WorldRecords;
  /** `collection/key` of records that are there once alone. */
  readonly pinned: ReadonlySet<string>;
  /** In milliseconds. */
  readonly now: number;
  /** How many records to add. */
  readonly add: number;
  readonly seed: string;
}

/** A record of a larger world, and the collection that it belongs to. */
export interface GrownRecord {
  readonly collection: string;
  readonly record: JsonObject;
}

/**
 * Makes records like those there are, parents before their children, one bundle at a time so that nobody holds them
 * all. The same options give the same records. It gives fewer than asked only where what is left is smaller than every
 * bundle, or nothing may grow.
 */
export function* growWorld(options: GrowthOptions): Generator<GrownRecord, void, undefined> {
  const growth = prepareGrowth(options);
  let left = options.add;
  for (const { bundles, share } of growth.groups) {
    let due = Math.floor(options.add * share);
    for (let bundle = growth.choose(bundles, due); bundle !== undefined; bundle = growth.choose(bundles, due)) {
      due -= bundle.members.length;
      left -= bundle.members.length;
      yield* growth.copy(bundle);
    }
  }
  const all = growth.groups.flatMap(({ bundles }) => bundles);
  for (let bundle = growth.choose(all, left); bundle !== undefined; bundle = growth.choose(all, left)) {
    left -= bundle.members.length;
    yield* growth.copy(bundle);
  }
}

interface GrowingBundle extends Bundle {
  readonly span: TimeSpan;
}

/** Bundles that hang on the same kind of record, and their share of all that is added. */
interface GrowthGroup {
  readonly bundles: readonly GrowingBundle[];
  readonly share: number;
}

interface Growth {
  readonly groups: readonly GrowthGroup[];
  /** One that has at most so many records, or undefined. */
  readonly choose: (bundles: readonly GrowingBundle[], limit: number) => GrowingBundle | undefined;
  readonly copy: (bundle: GrowingBundle) => readonly GrownRecord[];
}

function prepareGrowth(options: GrowthOptions): Growth {
  const { contract, records, pinned, now, seed } = options;
  const random = createSeededRandom(`world/${seed}`);
  const picker = createPicker(random);
  const depths = new Map(planWorld(contract).map(({ resource, depth }) => [resource.name, depth]));
  const templates = toTemplates(contract, records);
  const canGrow = ({ id, resource }: Template): boolean => depths.has(resource.name) && !pinned.has(id);
  const bundles = bundleTemplates(templates, canGrow).map((bundle) => toGrowingBundle(bundle, depths, now));
  const isParent = new Set([...templates.values()].flatMap(({ refersTo }) => [...refersTo]));
  const copier = createCopier({
    ...options,
    picker,
    templates,
    isParent,
    keys: createKeys(records, createIds(random)),
  });
  return {
    groups: toGroups(bundles, depths),
    choose: (some, limit) => chooseBundle(some, limit, picker),
    copy: copier,
  };
}

function toGrowingBundle({ members }: Bundle, depths: ReadonlyMap<string, number>, now: number): GrowingBundle {
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
 * Children are more than parents: each step away from what has no parent doubles the share that the records there are
 * already suggest.
 */
function toGroups(bundles: readonly GrowingBundle[], depths: ReadonlyMap<string, number>): readonly GrowthGroup[] {
  const byRoot = new Map<string, GrowingBundle[]>();
  for (const bundle of bundles) {
    const root = bundle.members[0]?.resource.name ?? '';
    byRoot.set(root, [...(byRoot.get(root) ?? []), bundle]);
  }
  const weighed = [...byRoot].map(([root, group]) => {
    const depth = depths.get(root) ?? 0;
    return { depth, bundles: group, weight: group.reduce((sum, { members }) => sum + members.length, 0) * 2 ** depth };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed
    .toSorted((one, other) => one.depth - other.depth)
    .map(({ bundles: group, weight }) => ({ bundles: group, share: weight / total }));
}

/** What goes on right now is rare among what was: a world of ten thousand runs has not a thousand under way. */
function chooseBundle(bundles: readonly GrowingBundle[], limit: number, picker: Picker): GrowingBundle | undefined {
  const fitting = bundles.filter(({ members }) => members.length <= limit);
  if (fitting.length === 0) return undefined;
  const over = fitting.filter(({ span }) => !span.isLive);
  const live = fitting.filter(({ span }) => span.isLive);
  const wantsLive = picker.chance(LIVE_SHARE);
  return picker.oneOf(over.length === 0 || (wantsLive && live.length > 0) ? live : over);
}

interface CopierOptions extends GrowthOptions {
  readonly picker: Picker;
  readonly templates: ReadonlyMap<string, Template>;
  /** The ids of templates that others refer to. */
  readonly isParent: ReadonlySet<string>;
  readonly keys: Keys;
}

function createCopier(options: CopierOptions): (bundle: GrowingBundle) => readonly GrownRecord[] {
  const { contract, records, templates, picker, now, keys, isParent } = options;
  const rules = new Map(
    [...contract.resources.values()].map((resource) => [
      resource.name,
      findTextRules(resource, records.get(resource.collection) ?? []),
    ]),
  );
  const stands = new Map<string, Stand[]>();
  for (const template of templates.values())
    stands.set(template.id, [
      {
        template,
        key: template.record[template.resource.key] ?? null,
        made: timeOf(template, 'created_at') ?? 0,
        face: {},
      },
    ]);
  const collectionOf = (schema: string): string => contract.resources.get(schema)?.collection ?? '';
  const digits = (length: number): string => String(10 ** (length - 1) + picker.below(9 * 10 ** (length - 1)));
  return ({ members, span }) => {
    const outside = standsOutside(members, span, { stands, picker });
    const earliest = Math.max(0, ...[...outside.values()].map(({ made }) => made));
    const moveTo = placeInTime(
      span,
      { now, earliest, mayGetChildren: members.some(({ id }) => isParent.has(id)) },
      picker,
    );
    const own = members.map((template) =>
      toStand(template, { rules, keys, number: (stands.get(template.id)?.length ?? 0) + 1, moveTo }),
    );
    const context = {
      stands: new Map([...outside, ...own.map((stand) => [stand.template.id, stand] as const)]),
      moveTo,
      numbers: new Map(),
      digits,
      collectionOf,
    };
    for (const stand of own) stands.get(stand.template.id)?.push(stand);
    return own.map(({ template, face }) => ({
      collection: template.resource.collection,
      record: copyRecord(template, face, context),
    }));
  };
}

/**
 * For each record that a bundle refers to and does not hold, itself or one of its copies. What goes on now refers to
 * what was there before.
 */
function standsOutside(
  members: readonly Template[],
  { isLive }: TimeSpan,
  { stands, picker }: { stands: ReadonlyMap<string, readonly Stand[]>; picker: Picker },
): ReadonlyMap<string, Stand> {
  const inside = new Set(members.map(({ id }) => id));
  const ids = new Set(members.flatMap(({ refersTo }) => [...refersTo]).filter((id) => !inside.has(id)));
  const chosen = [...ids].flatMap((id): (readonly [string, Stand])[] => {
    const [first, ...copies] = stands.get(id) ?? [];
    if (first === undefined) return [];
    return [[id, isLive || copies.length === 0 ? first : picker.oneOf([first, ...copies])]];
  });
  return new Map(chosen);
}

function toStand(
  template: Template,
  {
    rules,
    keys,
    number,
    moveTo,
  }: { rules: ReadonlyMap<string, TextRules>; keys: Keys; number: number; moveTo: (time: number) => number },
): Stand {
  const { resource, record } = template;
  const next = (field: string): JsonValue => keys.next(resource.collection, field, record[field] ?? null);
  const key = next(resource.key);
  const face = toFace(template, rules.get(resource.name) ?? NO_RULES, { key, number, next });
  return { template, key, made: moveTo(timeOf(template, 'created_at') ?? 0), face };
}

const NO_RULES: TextRules = { titles: new Set(), identifiers: new Set(), numbers: new Set() };
const LIVE_SHARE = 0.02;
