import { beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { createSimulator, type Simulator, type StoreSnapshot } from '../../src/index.ts';
import { sha256 } from '../../src/kernel/random/digest.ts';
import { createDice, createRandomRequests } from './random-requests.ts';
import { sendWhole } from './send-all.ts';

const WORKERS = 50;
const STEPS = 200;
let contract: CompiledContract;
let beginning: StoreSnapshot;
beforeAll(async () => {
  ({ contract } = await loadContract(undefined));
  await using simulator = await createSimulator();
  beginning = simulator.state();
});

/** A digest of everything that one worker was answered. */
async function work(simulator: Simulator, worker: number): Promise<string> {
  const sandbox = simulator.sandbox(`w${worker}`);
  const draw = createRandomRequests(contract, beginning);
  const dice = createDice(worker + 1);
  const answers: string[] = [];
  for (let step = 0; step < STEPS; step += 1) answers.push(await sendWhole(sandbox, draw(dice)));
  return sha256(answers.join('\n'));
}

describe('fifty concurrent workers', () => {
  test('get the same bytes as one worker alone, and do not change the baseline', async () => {
    const workers = Array.from({ length: WORKERS }, (_, worker) => worker);
    await using together = await createSimulator({ seed: '7' });
    const parallel = await Promise.all(workers.map((worker) => work(together, worker)));
    expect(together.state()).toEqual(beginning);
    expect(new Set(parallel).size).toBe(WORKERS);

    await using after = await createSimulator({ seed: '7' });
    const serial: string[] = [];
    for (const worker of workers.toReversed()) serial[worker] = await work(after, worker);
    expect(serial).toEqual(parallel);
    expect(after.violations().breaches).toEqual([]);
  });
});
