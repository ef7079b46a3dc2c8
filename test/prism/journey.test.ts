import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { takeJourney } from '../support/journey.ts';
import { startPrism, type Prism } from './start-prism.ts';

let simulator: Simulator;
let prism: Prism;
let folder: string;

beforeAll(async () => {
  const { contract } = await loadContract(undefined);
  simulator = await createSimulator({ seed: null, speed: 10 });
  const { url } = await simulator.listen();
  folder = await mkdtemp(join(tmpdir(), 'athena-prism-'));
  const document = join(folder, 'openapi.json');
  await writeFile(document, JSON.stringify(contract.document));
  prism = await startPrism(document, url.replace(/\/$/, ''), { rejects: true });
});

afterAll(async () => {
  await prism.close();
  await simulator.close();
  await rm(folder, { recursive: true });
});

// Prism buffers a stream of events to its end, so this checks the events and not their timing. On a shared core Prism
// takes most of a second for a large response, and the journey has a hundred.
it(
  'the journey of two users passes a proxy that rejects every violation of the contract',
  { timeout: 900_000 },
  async () => {
    const violations: string[] = [];
    let responses = 0;
    await takeJourney(`${prism.url}/api/v1`, (request, response, text) => {
      const reported = response.headers.get('sl-violations');
      if (reported !== null) violations.push(`${request}: ${reported}`);
      if (text.includes('stoplight.io/prism/errors')) violations.push(`${request}: ${text}`);
      responses += 1;
    });
    expect(violations).toEqual([]);
    expect(responses).toBeGreaterThan(40);
    expect(simulator.violations().breaches).toEqual([]);
  },
);
