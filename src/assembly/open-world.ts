import { join } from 'node:path';
import { checkRecords } from '../behaviour/check-records.ts';
import { CLOCK_CONTROL, createControlledClock } from '../behaviour/clock-control.ts';
import type { Platform } from '../behaviour/platform.ts';
import { createRuleTools } from '../behaviour/prepare-rules.ts';
import { beginItems } from '../behaviour/inferred/begin-items.ts';
import { toCollectionSpec } from '../behaviour/inferred/stored-item.ts';
import { SCHEDULED_WORK } from '../behaviour/schedule.ts';
import { shiftTimes } from '../behaviour/shift-time.ts';
import type { CompiledContract } from '../contract/contract.ts';
import { loadFixtures, noFixtures, type Fixtures } from '../document/load-fixtures.ts';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { createLogicalClock, createSystemClock, parseTimestamp } from '../kernel/clock.ts';
import { findOwn, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { createIds } from '../kernel/ids.ts';
import { silentLogger, type Logger } from '../kernel/logger.ts';
import { createPace, type Speed } from '../kernel/pace.ts';
import { parsePointer, toPointer } from '../kernel/pointer.ts';
import { createSeededRandom, createSystemRandom } from '../kernel/random.ts';
import { BASELINE } from '../kernel/sandbox-name.ts';
import { checkSnapshot } from '../store/check-snapshot.ts';
import { createStore } from '../store/create-store.ts';
import type { Durability } from '../store/journal-writer.ts';
import { createMemoryJournal } from '../store/memory-journal.ts';
import { openFileJournal, type OpenedJournal } from '../store/open-file-journal.ts';
import { setAside } from '../store/set-aside.ts';
import type { Checkpoint, CollectionSpec, Store, StoreSnapshot } from '../store/store.ts';
import type { World } from '../store/world.ts';
import { checkFixtures } from './check-fixtures.ts';

/** The snapshot in a data folder. */
export const DATA_FILE = 'db.json';

/** What a world is made from. */
export interface WorldOptions {
  readonly contract: CompiledContract;
  readonly platform: Platform | undefined;
  /** The folder that keeps the state; undefined keeps it in memory. */
  readonly data: string | undefined;
  /** `sync`, unless said. */
  readonly durability?: Durability | undefined;
  /** Begins anew, after moving aside what `data` holds. */
  readonly reset?: boolean;
  readonly logger?: Logger | undefined;
  /** Null is the machine's clock and random keys. */
  readonly seed: string | null;
  /** How fast what takes time goes; by default as in life, and at once where a seed lets time stand still. */
  readonly speed?: Speed | undefined;
  /** The folder of the demo world; undefined begins empty. */
  readonly fixtures: string | undefined;
  /** The demo world was checked against the contract before: it is not checked again. What a data folder holds always is. */
  readonly isChecked?: boolean;
}

/** A world and how many records it began with. */
export interface OpenedWorld {
  readonly world: World;
  readonly records: number;
  /** A sandbox: begins with what the world holds now, and goes on with a time, keys and randomness of its own. */
  readonly fork: (name: string) => World;
  /** What a reset goes back to: the demo world, whatever the data folder held. Worked out when it is asked for. */
  readonly begin: () => Checkpoint;
  /** All that its store keeps. */
  readonly collections: readonly CollectionSpec[];
}

/** Opens the baseline world: what the data folder holds, else the demo world. Throws a BootError that lists what breaks the contract. */
export async function openWorld(options: WorldOptions): Promise<OpenedWorld> {
  const { contract, platform } = options;
  const fixtures = options.fixtures === undefined ? noFixtures : await loadFixtures(options.fixtures);
  const collections = toCollections(contract, platform);
  const strangers = options.isChecked === true ? [] : checkFixtures(fixtures, collections);
  if (strangers.length > 0) throw new BootError(strangers);
  const { journal, contract: written } = await openJournal(options, collections);
  try {
    const initial = journal.initial?.snapshot ?? begin(fixtures, options);
    if (journal.initial === undefined) await journal.replace(initial, journal.position);
    const store = createStore({ collections, journal, initial });
    if (journal.initial !== undefined || options.isChecked !== true) {
      refuseMisfits(store, { fixtures: journal.initial === undefined ? fixtures : noFixtures, written }, options);
    }
    const create = prepareWorld(fixtures, options);
    const begun = journal.initial === undefined ? store.checkpoint() : undefined;
    return {
      world: create(BASELINE, store),
      records: countRecords(initial),
      fork: (name) => create(name, store.fork()),
      begin: () => begun ?? createStore({ collections, journal: createMemoryJournal(), initial: begin(fixtures, options) }).checkpoint(),
      collections,
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function openJournal(options: WorldOptions, collections: readonly CollectionSpec[]): Promise<OpenedJournal> {
  const { data, contract, logger = silentLogger, durability, reset = false } = options;
  if (data === undefined) return { journal: createMemoryJournal(), contract: undefined };
  const file = join(data, DATA_FILE);
  const aside = reset ? await setAside(file) : undefined;
  if (aside !== undefined) logger.warn({ aside }, `The state begins anew. What ${data} held is in ${aside}.`);
  return openFileJournal({ file, collections, contract: contract.hash, logger, durability });
}

/** The collections that a contract and its platform keep, each with the fields that relations look things up by. */
function toCollections({ resources, collections: inferred }: CompiledContract, platform: Platform | undefined): readonly CollectionSpec[] {
  const all = [...resources.values()];
  const own = all.map(({ name, collection, key, relations, computed }) => {
    const held = [...relations.values()].flatMap((relation) =>
      relation.kind === 'key' ? [relation.key] : relation.kind === 'keys' ? [relation.keys] : [],
    );
    const slugs = [...computed].flatMap(([property, { kind }]) => (kind === 'slug' ? [property] : []));
    const followed = all.flatMap((other) =>
      [...other.relations.values()].flatMap((relation) =>
        relation.kind === 'foreign' && relation.schema === name ? [relation.foreignKey] : [],
      ),
    );
    const number = [...computed].find(([, { kind }]) => kind === 'increment')?.[0];
    return { name: collection, key, indexes: [...new Set([...held, ...slugs, ...followed])], ...(number === undefined ? {} : { number }) };
  });
  return [...own, ...inferred.map(toCollectionSpec), SCHEDULED_WORK, CLOCK_CONTROL, ...(platform?.collections ?? [])];
}

function prepareWorld(
  fixtures: Fixtures,
  { seed, speed = seed === null ? 1 : 'instant' }: WorldOptions,
): (name: string, store: Store) => World {
  const start = parseTimestamp(fixtures.now ?? '') ?? DEFAULT_NOW;
  const pace = createPace(speed);
  return (name, store) => {
    const random = seed === null ? createSystemRandom() : createSeededRandom(`${seed}/${name}`);
    const base = seed === null ? createSystemClock() : createLogicalClock(start, () => store.position);
    return { name, store, clock: createControlledClock(base, store), random, ids: createIds(random), pace };
  };
}

/** The state that a world begins with: the demo world, its times shifted to today where time is the machine's. */
function begin(fixtures: Fixtures, { seed, contract, platform }: WorldOptions): StoreSnapshot {
  const shift = seed === null ? wholeWeeksSince(fixtures.now) : 0;
  const keys = new Map(toCollections(contract, platform).map(({ name, key }) => [name, key]));
  const begun = beginItems(contract.collections, new Map(fixtures.collections.map(({ name, records }) => [name, records])));
  const collections = fixtures.collections
    .filter(({ name }) => !begun.has(name))
    .map(({ name, records }) => {
      const pinned = new Set<unknown>(findOwn(fixtures.pinned, name) ?? []);
      const isPinned = (record: JsonObject): boolean => pinned.has(record[keys.get(name) ?? 'id']);
      return [name, shift === 0 ? records : records.map((record) => (isPinned(record) ? record : shiftTimes(record, shift)))] as const;
    });
  const snapshot = { position: 0, sequences: {}, collections: Object.fromEntries([...collections, ...begun]) };
  refuseUnfit(snapshot, fixtures, toCollections(contract, platform));
  return snapshot;
}

/** A record without a key, or with another's: what no store can hold. */
function refuseUnfit(snapshot: StoreSnapshot, fixtures: Fixtures, collections: readonly CollectionSpec[]): void {
  const faults = checkSnapshot(snapshot as unknown as JsonValue, collections).map(({ pointer, ...fault }) => {
    const [, name = '', ...rest] = parsePointer(pointer);
    return { ...fault, file: fixtures.collections.find((collection) => collection.name === name)?.file ?? name, pointer: toPointer(rest) };
  });
  if (faults.length > 0) throw new BootError(faults);
}

/** Whole weeks, so that times of day and weekdays stay true (a schedule runs on Mondays) and nothing lies in the future. */
function wholeWeeksSince(now: string | undefined): number {
  const start = parseTimestamp(now ?? '');
  return start === undefined ? 0 : Math.max(0, Math.floor((createSystemClock().now() - start) / WEEK) * WEEK);
}

/** What the records of a store were written by: files, and the contract with this digest. */
interface Origin {
  readonly fixtures: Fixtures;
  readonly written: string | undefined;
}

function refuseMisfits(store: Store, { fixtures, written }: Origin, { contract, data, fixtures: folder }: WorldOptions): void {
  const files = new Map(fixtures.collections.map(({ name, file }) => [name, file]));
  const placeOf = (collection: string): { file: string; pointer: string } => {
    const file = files.get(collection);
    if (file !== undefined || data === undefined) return { file: file ?? folder ?? '', pointer: '' };
    return { file: join(data, DATA_FILE), pointer: toPointer(['collections', collection]) };
  };
  const faults = checkRecords({ contract, representer: createRuleTools(contract).representer, reader: store, placeOf });
  if (faults.length === 0) return;
  const isChanged = data !== undefined && written !== undefined && written !== contract.hash;
  throw new BootError(isChanged ? [toChangeFault(join(data, DATA_FILE), faults.length), ...faults.slice(0, SHOWN)] : faults);
}

function toChangeFault(file: string, count: number): BootFault {
  const listed = count > SHOWN ? `the first ${SHOWN} are listed below` : 'each is listed below';
  const message = `It was written under another contract, which this one differs from in ${count === 1 ? 'one place' : `${count} places`}; ${listed}.`;
  const remedy = 'Give another --data, or --reset, which moves the files aside and begins anew from the fixtures. Or mend the records.';
  return { file, pointer: '', message, remedy };
}

function countRecords({ collections }: StoreSnapshot): number {
  return Object.values(collections).reduce((sum, records) => sum + records.length, 0);
}

/** Of the records that fit their contract no more: one change of a schema makes as many as there are. */
const SHOWN = 20;
const WEEK = 7 * 86_400_000;
/** Where logical time starts when no demo world says: 2025-01-01T00:00:00Z. */
export const DEFAULT_NOW = 1_735_689_600_000;
