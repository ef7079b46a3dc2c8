import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { MAX_GROWTH, toGrowth } from '../support/growth.ts';
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
    // On a slow machine the log of requests, and what else is bounded, takes longer to fill.
    while (countRequests(warm) < MIN_WARM_UP && warm.length < MAX_WARM_UP) warm.push(await loadOnce(server));
    const soaked = await loadInRounds(server);
    // Other work on the machine may have raised the cost of the last rounds. Further ones tell that from a leak.
    for (let more = 0; more < ROUNDS && toCostGrowth([...warm, ...soaked]) >= MAX_GROWTH; more += 1)
      soaked.push(await loadOnce(server));
    const size = await sizeOf(data);
    const left = await waitForLeft(server, warm.at(-1)?.holding.resources ?? {});
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
    expect(left, shown).toEqual([]);
    expect(toCostGrowth([...warm, ...soaked]), shown).toBeLessThan(MAX_GROWTH);
    expect(size).toBeLessThan(30e6);
    console.log(shown);
  },
);

/** A part of the load, and the server's usage some time after it. */
interface Round {
  readonly tally: Tally;
  /** The processor time of a request, in milliseconds. */
  readonly cost: number;
  readonly holding: Holding;
}

type Server = Awaited<ReturnType<typeof startServer>>;
type Holding = Awaited<ReturnType<Server['usage']>>;

async function loadInRounds(server: Server): Promise<Round[]> {
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await loadOnce(server));
  return rounds;
}

async function loadOnce(server: Server): Promise<Round> {
  const { processor } = await server.usage();
  const tally = await load(server.port, { clients: 8, milliseconds: (SECONDS * 1000) / ROUNDS });
  await sleep(QUIET);
  const holding = await server.usage();
  return { tally, holding, cost: (holding.processor - processor) / tally.times.length };
}

function countRequests(rounds: readonly Round[]): number {
  return rounds.reduce((sum, { tally }) => sum + tally.times.length, 0);
}

/**
 * Returns how many times as much of the processor the last requests take as those of the second round: about 1 when
 * nothing accumulates. The first round is left out, since it compiles code.
 */
function toCostGrowth([first, ...rounds]: readonly Round[]): number {
  let requests = first?.tally.times.length ?? 0;
  return toGrowth(rounds.map(({ tally, cost }) => ({ at: (requests += tally.times.length), value: cost })));
}

/**
 * Waits until the server has noticed that its clients are gone. Returns the kinds of resources of which it still has
 * more than before, which should be none.
 */
async function waitForLeft(server: Server, before: Holding['resources']): Promise<readonly string[]> {
  const findLeft = async (): Promise<readonly string[]> => {
    const { resources } = await server.usage();
    return Object.keys(resources).filter((kind) => (resources[kind] ?? 0) > (before[kind] ?? 0));
  };
  let left = await findLeft();
  for (let look = 0; look < 60 && left.length > 0; look += 1) {
    await sleep(1000);
    left = await findLeft();
  }
  return left;
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
/** Requests after which nothing grows that is bounded, and the most rounds that wait for them. */
const MIN_WARM_UP = 12_000;
const MAX_WARM_UP = 12;
/** Milliseconds until the server has noticed closed connections and has compacted the journal. */
const QUIET = 7000;
