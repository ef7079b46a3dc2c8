import { once } from 'node:events';
import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { finished } from 'node:stream/promises';
import type { WriteWorldOptions } from '../../config/simulator-config.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import { loadFixtures, noFixtures, type Fixtures } from '../../document/load-fixtures.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { parseTimestamp, toTimestamp } from '../../kernel/time/clock.ts';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { createSampler } from '../../sample/schema/create-sampler.ts';
import { growWorld } from '../../sample/world/grow-world.ts';
import { makeFirstRecords } from '../../sample/world/first-records.ts';
import { loadFaker } from '../../sample/schema/load-faker.ts';
import { toId, type WorldRecords } from '../../sample/world/world-records.ts';
import { loadContract } from '../load/load-contract.ts';
import { DEFAULT_NOW } from '../world/first-state.ts';
import { packagedFiles } from '../load/packaged-files.ts';
import { makeFolder } from '../../store/files/make-folder.ts';

/** How many records were written, and how long it took. */
export interface WorldReport {
  readonly records: number;
  readonly collections: readonly { readonly name: string; readonly records: number }[];
  readonly milliseconds: number;
}

/**
 * Writes a world to a folder, one `<collection>.json` file each: the fixtures unchanged, then generated records like
 * them. Copies the files that the records link to. Throws a BootError if the options or the folder do not allow it.
 */
export async function writeWorld({
  spec,
  allowRefs = [],
  fixtures,
  seed = '1',
  size,
  out,
  force,
  onProgress,
}: WriteWorldOptions): Promise<WorldReport> {
  const started = performance.now();
  const { contract } = await loadContract(spec, { allowRefs });
  const folder = fixtures ?? (spec === undefined ? packagedFiles.fixtures() : undefined);
  const loaded = folder === undefined ? noFixtures : await loadFixtures(folder);
  const now = parseTimestamp(loaded.now ?? '') ?? DEFAULT_NOW;
  const present = new Map(loaded.collections.map(({ name, records }) => [name, records]));
  const records: WorldRecords = new Map([...present, ...(await generateMissing(contract, present, { now, seed }))]);
  const count = [...records.values()].reduce((sum, list) => sum + list.length, 0);
  checkSize(contract, { size, count });
  await prepareFolder(out, force);
  const pinned = toPinned(contract, loaded);
  const grown = growWorld({ contract, records, pinned, now, add: size - count, seed });
  const written = onProgress === undefined ? grown : countRecords(grown, { present: count, total: size, onProgress });
  const counts = await writeFiles(out, { records, grown: written, world: toWorldText(loaded, now) }).catch(
    (error: unknown) => {
      throw toWriteFault(out, error);
    },
  );
  if (folder !== undefined) await copyAssets(folder, out);
  const collections = [...counts].map(([name, number]) => ({ name, records: number }));
  return {
    records: [...counts.values()].reduce((sum, number) => sum + number, 0),
    collections,
    milliseconds: performance.now() - started,
  };
}

/** Reports the progress after every hundredth record that passes. */
function* countRecords<Grown>(
  grown: Iterable<Grown>,
  { present, total, onProgress }: { present: number; readonly total: number; readonly onProgress: ReportProgress },
): Generator<Grown> {
  let count = present;
  for (const record of grown) {
    count += 1;
    if (count % REPORTED_RECORDS === 0) onProgress(count, total);
    yield record;
  }
}

/** Returns the text of `world.json`. */
function toWorldText({ pinned, weekly, together }: Fixtures, now: number): string {
  return `${JSON.stringify({ now: toTimestamp(now), pinned, weekly, together }, null, 2)}\n`;
}

/** Copies the files that the records link to. */
async function copyAssets(folder: string, out: string): Promise<void> {
  const assets = join(folder, 'assets');
  if (!existsSync(assets)) return;
  await cp(assets, join(out, 'assets'), { recursive: true }).catch((error: unknown) => {
    throw toWriteFault(out, error);
  });
}

/** Generates records for collections without any. Loads the faker, which takes a while, only if there is one. */
async function generateMissing(
  contract: CompiledContract,
  present: WorldRecords,
  options: { now: number; seed: string },
): Promise<WorldRecords> {
  const isMissing = [...contract.resources.values()].some(
    ({ collection }) => (present.get(collection) ?? []).length === 0,
  );
  if (!isMissing) return new Map();
  return makeFirstRecords(contract, present, { ...options, sample: createSampler(contract, await loadFaker()) });
}

function checkSize({ resources }: CompiledContract, { size, count }: { size: number; count: number }): void {
  if (resources.size === 0)
    throw toBootError(
      '--size',
      'The contract has no resource to generate records of.',
      'Add x-resource to its schemas, as spec/README.md explains.',
    );
  if (size < count) throw toBootError('--size', `The world has ${count} records already.`, `Pass at least ${count}.`);
}

async function prepareFolder(out: string, force: boolean): Promise<void> {
  try {
    await makeFolder(out);
    if (!force && (await readdir(out)).length > 0)
      throw toBootError(out, 'The folder is not empty.', 'Pass another folder, or --force.');
  } catch (error) {
    throw toWriteFault(out, error);
  }
}

/**
 * Returns a BootError for an error of the file system (no permission, no space), which the user can fix. Returns any
 * other error, which is a bug, unchanged.
 */
function toWriteFault(out: string, error: unknown): unknown {
  const isFileSystemError = error instanceof Error && 'syscall' in error;
  return isFileSystemError
    ? toBootError(out, `It cannot be written: ${error.message}.`, 'Pass a writable folder.')
    : error;
}

function toBootError(file: string, message: string, remedy: string): BootError {
  return new BootError([{ file, pointer: '', message, remedy }]);
}

function toPinned({ resources }: CompiledContract, { pinned }: Fixtures): ReadonlySet<string> {
  const collections = new Set([...resources.values()].map(({ collection }) => collection));
  return new Set(
    Object.entries(pinned).flatMap(([name, keys]) => (collections.has(name) ? keys.map((key) => toId(name, key)) : [])),
  );
}

/** The content of the folder: existing records, generated records, and the text of `world.json`. */
interface WorldFiles {
  readonly records: WorldRecords;
  readonly grown: Iterable<{ readonly collection: string; readonly record: JsonObject }>;
  readonly world: string;
}

async function writeFiles(out: string, { records, grown, world }: WorldFiles): Promise<ReadonlyMap<string, number>> {
  const files = new Map<string, RecordFile>();
  try {
    await writeCollections(out, { records, grown }, files);
  } finally {
    // Closes the other files if one has failed. Finished files are closed already.
    for (const { stream } of files.values()) stream.destroy();
  }
  await writeFile(join(out, 'world.json'), world);
  return new Map([...files].map(([name, { count }]) => [name, count]));
}

/** Writes each record as it is generated and holds none in memory. Counts those of each collection in `files`. */
async function writeCollections(
  out: string,
  { records, grown }: Pick<WorldFiles, 'records' | 'grown'>,
  files: Map<string, RecordFile>,
): Promise<void> {
  for (const [name, list] of records) {
    const file = { stream: createWriteStream(join(out, `${name}.json`)), count: 0 };
    // A stream without a listener would end the process; `append` and `finished` report the error.
    file.stream.on('error', () => undefined);
    files.set(name, file);
    for (const record of list) await append(file, record);
  }
  for (const { collection, record } of grown) {
    const file = files.get(collection);
    if (file !== undefined) await append(file, record);
  }
  for (const { stream, count } of files.values()) {
    stream.end(count === 0 ? '[]\n' : '\n]\n');
    await finished(stream);
  }
}

interface RecordFile {
  readonly stream: WriteStream;
  count: number;
}

async function append(file: RecordFile, record: JsonObject): Promise<void> {
  const { stream } = file;
  const isRoomLeft = stream.write(`${file.count === 0 ? '[\n' : ',\n'}${JSON.stringify(record)}`);
  file.count += 1;
  // A failed stream never drains (since Node 22 `write` returns false for it). A failure after this check ends the
  // wait.
  if (stream.errored !== null) throw stream.errored;
  if (!isRoomLeft) await once(stream, 'drain');
}

/** Records between two reports. */
const REPORTED_RECORDS = 100;
