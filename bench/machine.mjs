import { readFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { at } from './start-process.mjs';

/** Describes the machine and the tools of a measurement in one line. */
export async function describeMachine(loader, rounds) {
  const version = async (name) => JSON.parse(await readFile(at(`node_modules/${name}/package.json`), 'utf8')).version;
  const [processor] = cpus();
  const parts = [
    `Node ${process.version}`,
    `${cpus().length} cores of ${processor.model.trim()}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `data in ${tmpdir()} (${await findFileSystem(tmpdir())})`,
    `load by ${loader}`,
    `Express ${await version('express')}`,
    `Prism ${await version('@stoplight/prism-cli')}`,
    rounds === 1 ? 'one round' : `medians of ${rounds} rounds, interleaved`,
  ];
  return `${parts.join('; ')}.`;
}

/** Returns the type of the file system of a folder, on which the cost of a sync depends. */
async function findFileSystem(folder) {
  const mounts = (await readFile('/proc/mounts', 'utf8').catch(() => '')).split('\n').map((line) => line.split(' '));
  const holding = mounts.filter(([, point]) => point === '/' || folder === point || folder.startsWith(`${point}/`));
  return holding.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[2] ?? 'unknown';
}
