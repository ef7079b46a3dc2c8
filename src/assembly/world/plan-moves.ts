import type { MapTime } from '../../behaviour/time/map-times.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { RecordKeys, WorldInfo } from '../../document/parse-world-info.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { toPeriodStart } from '../../kernel/time/periods.ts';
import { bundleTemplates } from '../../sample/world/bundle-templates.ts';
import { findTimeSpan } from '../../sample/world/place-in-time.ts';
import { toId, toTemplates, type Template, type WorldRecords } from '../../sample/world/world-records.ts';

/** How a world's records move in time. */
export interface PresentOptions extends Pick<WorldInfo, 'pinned' | 'weekly' | 'together'> {
  readonly contract: CompiledContract;
  /** The property that identifies a record, by collection. */
  readonly keys: ReadonlyMap<string, string>;
  /** The time that the world was written for, in milliseconds. */
  readonly start: number;
  /** The time to move to, in milliseconds. An earlier one moves nothing. */
  readonly now: number;
}

/** How each record's times move. */
export interface Moves {
  /**
   * Returns the move of a record. A record of a collection without a resource moves with the record that it refers to.
   * Undefined for a record that moves by whole weeks, rounded down.
   */
  readonly find: (collection: string, key: JsonValue | undefined, record: JsonObject) => MapTime | undefined;
}

/** Plans the moves of a world's records: each group of records that belong together has one. */
export function planMoves(records: WorldRecords, options: PresentOptions): Moves {
  const templates = toTemplates(options.contract, records);
  const groups = groupTemplates(templates, options);
  holdParentsBack(groups, templates, toWeeksDown(options.start, options.now));
  const byId = new Map<string, MapTime>();
  const byKey = new Map<JsonValue, MapTime>();
  for (const { members, mapTime } of groups) {
    for (const { id, resource, record } of members) {
      byId.set(id, mapTime);
      byKey.set(record[resource.key] ?? null, mapTime);
    }
  }
  const resources = new Set([...options.contract.resources.values()].map(({ collection }) => collection));
  return {
    find: (collection, key, record) =>
      resources.has(collection) ? byId.get(toId(collection, key)) : findReferred(record, byKey),
  };
}

/** Returns how far a world moves in whole weeks, rounded down, in milliseconds. */
export function toWeeksDown(start: number, now: number): number {
  return Math.floor((now - start) / WEEK) * WEEK;
}

/** Records that move by the same amount. */
interface Group {
  readonly members: readonly Template[];
  /** In milliseconds. */
  shift: number;
  mapTime: MapTime;
}

function groupTemplates(templates: ReadonlyMap<string, Template>, options: PresentOptions): readonly Group[] {
  const pinned = toIds(options.pinned);
  const bundles = bundleTemplates(templates, ({ id }) => !pinned.has(id));
  const stories = new Map(
    options.together.flatMap((keys, story) => [...toIds(keys)].map((id) => [id, story] as const)),
  );
  const merged = new Map<unknown, Template[]>();
  for (const bundle of bundles) {
    const story = bundle.members.map(({ id }) => stories.get(id)).find((each) => each !== undefined);
    getOrCreate<unknown, Template[]>(merged, story ?? bundle, () => []).push(...bundle.members);
  }
  const weekly = toIds(options.weekly);
  return [...merged.values()].map((members) => {
    const isWeekly = members.some(({ id }) => weekly.has(id));
    return { members, ...chooseMove(members, isWeekly, options) };
  });
}

function chooseMove(
  members: readonly Template[],
  isWeekly: boolean,
  { start, now }: PresentOptions,
): Pick<Group, 'shift' | 'mapTime'> {
  const records = members.map(({ record }) => record);
  const { to, isLive } = findTimeSpan(records, start);
  const isRecent = to > start - DAY && !isWeekly;
  if (isRecent && isLive) return { shift: now - start, mapTime: keepDistance(start, now) };
  if (isRecent) return toMove(Math.floor((now - to) / DAY) * DAY);
  const down = toWeeksDown(start, now);
  const beforeEndOfWeek = (start - to) % WEEK;
  const elapsed = now - start - down;
  return toMove(beforeEndOfWeek >= WEEK - elapsed ? down + WEEK : down);
}

/**
 * Keeps the distance from now, except that the last quarter of an hour fits into the hour of now: the current hour has
 * something in it as soon as it begins.
 */
function keepDistance(start: number, now: number): MapTime {
  const share = Math.min(1, (now - toPeriodStart(now, 'hourly')) / QUARTER);
  return (time) => (time > start || time < start - QUARTER ? time - start + now : now - (start - time) * share);
}

function toMove(shift: number): Pick<Group, 'shift' | 'mapTime'> {
  return { shift, mapTime: (time) => time + shift };
}

/** Lets every group move by whole weeks, rounded down, that a record which moves less far refers to. */
function holdParentsBack(groups: readonly Group[], templates: ReadonlyMap<string, Template>, weeksDown: number): void {
  const groupOf = new Map(groups.flatMap((group) => group.members.map(({ id }) => [id, group] as const)));
  const references = [...templates.values()].flatMap(({ id, refersTo }) => {
    const child = groupOf.get(id);
    return [...refersTo].flatMap((other) => {
      const parent = groupOf.get(other);
      return parent === undefined || parent === child ? [] : [{ parent, child }];
    });
  });
  let isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (const { parent, child } of references) {
      if (parent.shift <= (child?.shift ?? weeksDown)) continue;
      Object.assign(parent, toMove(weeksDown));
      isChanged = true;
    }
  }
}

function toIds(keys: RecordKeys): ReadonlySet<string> {
  return new Set(Object.entries(keys).flatMap(([collection, list]) => list.map((key) => toId(collection, key))));
}

function findReferred(record: JsonObject, byKey: ReadonlyMap<JsonValue, MapTime>): MapTime | undefined {
  return Object.values(record)
    .filter((value) => typeof value === 'string')
    .map((value) => byKey.get(value))
    .find((move) => move !== undefined);
}

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;
const WEEK = 7 * DAY;
