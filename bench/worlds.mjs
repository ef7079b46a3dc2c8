import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSimulator } from './peers.mjs';
import { at } from './start-process.mjs';

const run = promisify(execFile);

/** Creates a source of data folders of a given size. Each size is generated once per run, and copied for each use. */
export function createWorlds(folder) {
  const made = new Map();
  return {
    /** Copies the data folder with this many records to `name`, and returns the path of the copy. */
    async copyData(size, name) {
      if (!made.has(size)) made.set(size, makeData(size, folder));
      const target = join(folder, name);
      await cp(await made.get(size), target, { recursive: true });
      return target;
    },
  };
}

async function makeData(size, folder) {
  const [fixtures, data] = [join(folder, `fixtures-${size}`), join(folder, `data-${size}`)];
  await mkdir(data);
  await run(process.execPath, [at('dist/main.js'), 'world', '--size', String(size), '--seed', '1', '--out', fixtures]);
  const server = await startSimulator(['--fixtures', fixtures, '--data', data]);
  await server.close();
  return data;
}
