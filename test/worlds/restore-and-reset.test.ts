import { beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator, type StoreSnapshot, type WorldControls } from '../../src/index.ts';
import { createDice, createRandomRequests, readingRequests } from './random-requests.ts';
import { sendPlain } from './send-all.ts';

type Place = Pick<Simulator, 'fetch'> & WorldControls;
let contract: CompiledContract;
let beginning: StoreSnapshot;
beforeAll(async () => {
  ({ contract } = await loadContract(undefined));
  await using simulator = await createSimulator();
  beginning = simulator.state();
});

async function readAll(place: Place): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const request of readingRequests(contract, beginning)) answers.push(await sendPlain(place, request));
  return answers;
}

async function sendRandomRequests(place: Place, seed: number): Promise<void> {
  const draw = createRandomRequests(contract, beginning);
  const dice = createDice(seed);
  for (let step = 0; step < 60; step += 1) {
    await sendPlain(place, draw(dice));
    if (dice(20) === 0) await place.clock.advance(dice(100_000_000));
  }
}

/** Sends random requests, undoes them with `undo`, and returns how many GETs respond with other bytes than before. */
async function countDifferences(place: Place, seed: number, undo: () => Promise<void>): Promise<number> {
  const before = await readAll(place);
  await sendRandomRequests(place, seed);
  await undo();
  const after = await readAll(place);
  return after.filter((answer, index) => answer !== before[index]).length;
}

describe.each([
  ['the baseline', (simulator: Simulator): Place => simulator],
  ['a sandbox', (simulator: Simulator): Place => simulator.sandbox('w1')],
])('%s', (_name, placeOf) => {
  test.each([1, 2, 3, 4])('responds to every GET as before after a snapshot is restored (%i)', async (seed) => {
    await using simulator = await createSimulator();
    const place = placeOf(simulator);
    await sendRandomRequests(place, seed * 100);
    const name = await place.snapshot();
    expect(await countDifferences(place, seed, () => place.restore(name))).toBe(0);
  });

  test.each([1, 2, 3, 4])('responds to every GET as before after a reset (%i)', async (seed) => {
    await using simulator = await createSimulator();
    const place = placeOf(simulator);
    expect(await countDifferences(place, seed, () => place.reset())).toBe(0);
  });

  test('responds differently without a reset', async () => {
    await using simulator = await createSimulator();
    expect(await countDifferences(placeOf(simulator), 1, () => Promise.resolve())).toBeGreaterThan(10);
  });
});
