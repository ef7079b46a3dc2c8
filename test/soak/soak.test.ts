import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { load, type Tally } from './clients.ts';
import { startServer } from './start-server.ts';

const makeFolder = useTemporaryFolders();
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60);

it(`stays as it is under ${SECONDS} seconds of mixed load`, { timeout: SECONDS * 6000 + 240_000 }, async () => {
  const data = await makeFolder();
  const server = await startServer(['--data', data]);
  const before = await warmUp(server);
  const tally = await load(server.port, { clients: 8, milliseconds: SECONDS * 1000 });
  await sleep(QUIET);
  const after = await server.holding();
  const size = await sizeOf(data);
  expect(await server.close()).toBe(0);

  expectGood(tally);
  expect(tally.cuts).toBeGreaterThan(SECONDS);
  expect(server.logged()).toBe('');
  // A twentieth, and two megabytes for what comes and goes.
  expect(after.heapUsed, describe(before, after, tally)).toBeLessThan(before.heapUsed * 1.05 + 2e6);
  expect(after.resources, describe(before, after, tally)).toEqual(before.resources);
  // Nothing piles up: the last answers come as soon as the first.
  expect(median(tally.times.slice(-1000))).toBeLessThan(median(tally.times.slice(0, 1000)) * 3 + 5);
  expect(size).toBeLessThan(30e6);
  console.log(describe(before, after, tally));
});

/** What is compiled, cached and kept of the latest requests fills up once, and then no more: load until it is full. What never is would be a leak, and is found by what follows. */
async function warmUp(server: Server): Promise<Awaited<ReturnType<Server['holding']>>> {
  let held = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round += 1) {
    expectGood(await load(server.port, { clients: 8, milliseconds: Math.max(10, SECONDS / 3) * 1000 }));
    await sleep(QUIET);
    const holding = await server.holding();
    if (holding.heapUsed < held * 1.02 || round === MOST_ROUNDS) return holding;
    held = holding.heapUsed;
  }
}

type Server = Awaited<ReturnType<typeof startServer>>;

/** Each request was answered as it has to be: made, read, refused (an empty thread), gone. */
function expectGood({ statuses }: Tally): void {
  expect([...statuses.keys()].toSorted((one, other) => one - other)).toEqual([200, 201, 204, 404, 422]);
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function describe(before: object, after: object, { statuses, times, cuts }: Tally): string {
  return JSON.stringify({ requests: times.length, statuses: Object.fromEntries(statuses), cuts, before, after });
}

const MOST_ROUNDS = 8;
/** In milliseconds: until connections that were left are noticed, and the journal is folded. */
const QUIET = 7000;
