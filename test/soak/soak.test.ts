import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { load, type Tally } from './clients.ts';
import { startServer } from './start-server.ts';

const makeFolder = useTemporaryFolders();
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60);

it(
  `keeps memory, speed and data size constant under ${SECONDS} seconds of mixed load`,
  { timeout: SECONDS * 6000 + 240_000 },
  async () => {
    const data = await makeFolder();
    const server = await startServer(['--data', data]);
    const warm = await loadInRounds(server);
    const soaked = await loadInRounds(server);
    const size = await sizeOf(data);
    expect(await server.close()).toBe(0);

    const shown = JSON.stringify(
      [...warm, ...soaked].map(({ tally, cost, holding }) => ({ requests: tally.times.length, cost, ...holding })),
    );
    for (const { tally } of [...warm, ...soaked]) expectGood(tally);
    expect(soaked.reduce((sum, { tally }) => sum + tally.cuts, 0)).toBeGreaterThan(SECONDS);
    expect(server.log()).toBe('');
    // The log of requests is evicted in parts, so memory varies. A leak would raise the minimum above the earlier
    // maximum.
    const heaps = (rounds: readonly Round[]): readonly number[] => rounds.map(({ holding }) => holding.heapUsed);
    expect(Math.min(...heaps(soaked)), shown).toBeLessThan(Math.max(...heaps(warm)) * 1.05 + 2e6);
    expect(soaked.at(-1)?.holding.resources, shown).toEqual(warm.at(-1)?.holding.resources);
    // The last requests take as much of the processor as the first: nothing accumulates.
    const costs = soaked.map(({ cost }) => cost);
    expect(costs.at(-1), shown).toBeLessThan((costs[0] ?? 0) * 2);
    expect(size).toBeLessThan(30e6);
    console.log(shown);
  },
);

/** A part of the load, and the server's usage some time after it. */
interface Round {
  readonly tally: Tally;
  /** The processor time of a request, in milliseconds. */
  readonly cost: number;
  readonly holding: Awaited<ReturnType<Server['usage']>>;
}

type Server = Awaited<ReturnType<typeof startServer>>;

async function loadInRounds(server: Server): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  let { processor } = await server.usage();
  for (let round = 0; round < ROUNDS; round += 1) {
    const tally = await load(server.port, { clients: 8, milliseconds: (SECONDS * 1000) / ROUNDS });
    await sleep(QUIET);
    const holding = await server.usage();
    rounds.push({ tally, holding, cost: (holding.processor - processor) / tally.times.length });
    ({ processor } = holding);
  }
  return rounds;
}

/** Asserts that only expected statuses occurred: read, created, deleted, not found, and invalid (an empty thread). */
function expectGood({ statuses }: Tally): void {
  expect([...statuses.keys()].toSorted((one, other) => one - other)).toEqual([200, 201, 204, 404, 422]);
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

const ROUNDS = 3;
/** Milliseconds until the server has noticed closed connections and has compacted the journal. */
const QUIET = 7000;
