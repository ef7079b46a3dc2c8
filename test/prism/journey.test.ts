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
  prism = await startPrism(document, url.replace(/\/$/, ''), { refuse: true });
});

afterAll(async () => {
  await prism.close();
  await simulator.close();
  await rm(folder, { recursive: true });
});

// Prism reads a stream of events to its end before it passes it on: what is said comes through, when it is said does
// not. Prism takes most of a second for a large answer where it shares its cores, and this asks for a hundred.
it(
  'two people work a whole afternoon through a proxy that refuses what breaks the contract',
  { timeout: 300_000 },
  async () => {
    const violations: string[] = [];
    let answers = 0;
    await takeJourney(`${prism.url}/api/v1`, (request, response, text) => {
      const reported = response.headers.get('sl-violations');
      if (reported !== null) violations.push(`${request}: ${reported}`);
      if (text.includes('stoplight.io/prism/errors')) violations.push(`${request}: ${text}`);
      answers += 1;
    });
    expect(violations).toEqual([]);
    expect(answers).toBeGreaterThan(40);
    expect(simulator.violations().breaches).toEqual([]);
  },
);
