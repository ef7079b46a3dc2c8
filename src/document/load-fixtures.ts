import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json/json.ts';
import { NO_WORLD_INFO, parseWorldInfo, type WorldInfo } from './parse-world-info.ts';
import { toClause } from '../kernel/text/to-reason.ts';

/** The demo world, as its files describe it. */
export interface Fixtures extends WorldInfo {
  readonly collections: readonly FixtureCollection[];
  /** The path of `world.json`. */
  readonly worldFile: string;
}

/** The records of one collection, from one file. */
export interface FixtureCollection {
  readonly name: string;
  readonly file: string;
  readonly records: readonly JsonObject[];
}

/**
 * Reads a folder of `<collection>.json` files and its `world.json`. Throws a BootError that lists every invalid file,
 * record and field.
 */
export async function loadFixtures(folder: string): Promise<Fixtures> {
  const faults: BootFault[] = [];
  const names = await listFiles(folder, faults);
  const read = await Promise.all(
    names.map(async (name) => ({ name, content: await readJson(join(folder, name), faults) })),
  );
  const files = read.flatMap(({ name, content }) => (content === undefined ? [] : [{ name, content }]));
  const collections = files
    .filter(({ name }) => name !== WORLD_FILE)
    .map(({ name, content }) => toCollection(join(folder, name), name, content, faults));
  const worldFile = join(folder, WORLD_FILE);
  const world = files.find(({ name }) => name === WORLD_FILE);
  const worldInfo = parseWorldInfo(world === undefined ? {} : world.content, worldFile, faults);
  if (faults.length > 0) throw new BootError(faults);
  return { collections, worldFile, ...worldInfo };
}

/** The empty world: the default of a contract other than the simulator's own. */
export const noFixtures: Fixtures = { collections: [], worldFile: '', ...NO_WORLD_INFO };

async function listFiles(folder: string, faults: BootFault[]): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  } catch (error) {
    faults.push({
      file: folder,
      pointer: '',
      message: `Failed to read the fixtures: ${toClause(error)}.`,
      remedy: 'Name a folder of <collection>.json files.',
    });
    return [];
  }
}

/** Reads a JSON file. Adds a fault and returns undefined when it is not valid JSON. */
async function readJson(file: string, faults: BootFault[]): Promise<JsonValue | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JsonValue;
  } catch (error) {
    faults.push({ file, pointer: '', message: `This is not valid JSON: ${toClause(error)}.`, remedy: 'Fix the file.' });
    return undefined;
  }
}

function toCollection(file: string, name: string, content: JsonValue, faults: BootFault[]): FixtureCollection {
  const items: readonly JsonValue[] = Array.isArray(content) ? content : [];
  if (!Array.isArray(content))
    faults.push({
      file,
      pointer: '',
      message: 'A collection must be a list of records.',
      remedy: 'Put the records in [ ].',
    });
  for (const [index, item] of items.entries()) {
    if (!isJsonObject(item))
      faults.push({ file, pointer: `/${index}`, message: 'A record must be an object.', remedy: 'Write { … }.' });
  }
  return { name: name.replace(/\.json$/, ''), file, records: items.filter(isJsonObject) };
}

const WORLD_FILE = 'world.json';
