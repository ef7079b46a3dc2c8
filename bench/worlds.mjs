import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSimulator } from './peers.mjs';
import { at } from './start-process.mjs';

const run = promisify(execFile);

/** Creates a source of data folders of a given size. Each size is generated once per run, and copied for each use. */
export function createWorlds(folder) {
  const fixtures = new Map();
  const data = new Map();
  /** Generates a world with this many records, and returns the folder of its fixtures. */
  const makeFixtures = (size) => getOrMake(fixtures, size, () => writeFixtures(size, folder));
  return {
    makeFixtures,
    /** Copies the data folder with this many records to `name`, and returns the path of the copy. */
    async copyData(size, name) {
      const source = await getOrMake(data, size, async () => writeData(await makeFixtures(size), size, folder));
      const target = join(folder, name);
      await cp(source, target, { recursive: true });
      return target;
    },
  };
}

function getOrMake(made, key, make) {
  if (!made.has(key)) made.set(key, make());
  return made.get(key);
}

async function writeFixtures(size, folder) {
  const target = join(folder, `fixtures-${size}`);
  await run(process.execPath, [at('dist/main.js'), 'world', '--size', String(size), '--seed', '1', '--out', target]);
  return target;
}

async function writeData(fixtures, size, folder) {
  const data = join(folder, `data-${size}`);
  await mkdir(data);
  const server = await startSimulator(['--fixtures', fixtures, '--data', data]);
  await server.close();
  return data;
}
