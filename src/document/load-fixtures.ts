import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';

/** The demo world as its files hold it. */
export interface Fixtures {
  readonly collections: readonly FixtureCollection[];
  /** `world.json`: the moment that the world stands at, and the records whose times are never shifted. */
  readonly now: string | undefined;
  readonly pinned: Readonly<Record<string, readonly (string | number)[]>>;
}

/** One file: the records of one collection. */
export interface FixtureCollection {
  readonly name: string;
  readonly file: string;
  readonly records: readonly JsonObject[];
}

/** Reads a folder of `<collection>.json` files. Throws a BootError that lists every file that is not a list of records. */
export async function loadFixtures(folder: string): Promise<Fixtures> {
  const faults: BootFault[] = [];
  const names = await listFiles(folder, faults);
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readJson(join(folder, name), faults) })));
  const collections = files
    .filter(({ name }) => name !== WORLD)
    .map(({ name, content }) => toCollection(join(folder, name), name, content, faults));
  if (faults.length > 0) throw new BootError(faults);
  const world = files.find(({ name }) => name === WORLD)?.content;
  const facts = isJsonObject(world) ? world : {};
  return { collections, now: typeof facts['now'] === 'string' ? facts['now'] : undefined, pinned: toPinned(facts['pinned']) };
}

/** No demo world: what a contract of one's own begins with. */
export const noFixtures: Fixtures = { collections: [], now: undefined, pinned: {} };

async function listFiles(folder: string, faults: BootFault[]): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    faults.push({
      file: folder,
      pointer: '',
      message: `The fixtures cannot be read: ${toReason(error)}.`,
      remedy: 'Name a folder of <collection>.json files.',
    });
    return [];
  }
}

async function readJson(file: string, faults: BootFault[]): Promise<JsonValue> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JsonValue;
  } catch (error) {
    faults.push({ file, pointer: '', message: `This is not JSON: ${toReason(error)}.`, remedy: 'Mend the file.' });
    return [];
  }
}

function toCollection(file: string, name: string, content: JsonValue, faults: BootFault[]): FixtureCollection {
  const items: readonly JsonValue[] = Array.isArray(content) ? content : [];
  if (!Array.isArray(content))
    faults.push({ file, pointer: '', message: 'A collection is a list of records.', remedy: 'Put the records in [ ].' });
  for (const [index, item] of items.entries()) {
    if (!isJsonObject(item)) faults.push({ file, pointer: `/${index}`, message: 'A record is an object.', remedy: 'Write { … }.' });
  }
  return { name: name.replace(/\.json$/, ''), file, records: items.filter(isJsonObject) };
}

function toPinned(source: JsonValue | undefined): Fixtures['pinned'] {
  const lists = Object.entries(isJsonObject(source) ? source : {}).flatMap(([name, keys]) =>
    Array.isArray(keys) ? [[name, keys as readonly (string | number)[]] as const] : [],
  );
  return Object.fromEntries(lists);
}

function toReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const WORLD = 'world.json';
