import { expect, test as base, type TestAPI } from 'vitest';
import { createAthenaClient, type AthenaClient } from './client.ts';
import type { ResponseCheckReport } from './pipeline/response/check.ts';
import type { SandboxHandle } from './sandbox-handle.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
import { toHaveReceived, type Received } from './assembly/testing/to-have-received.ts';

/** A world of its own for one test. */
export interface AthenaSandbox extends SandboxHandle {
  /** For code that takes a base address: every request to it is this sandbox's. */
  readonly baseUrl: string;
  /** A typed client, signed in as the demo user. */
  readonly client: AthenaClient;
}

/** What tests are given. */
export interface AthenaFixtures {
  /** One for all tests of a file. */
  readonly simulator: Simulator;
  /** Where it listens; it does once a test asks. */
  readonly origin: string;
  /** A sandbox of the simulator, forgotten afterwards. A test in which an answer broke the contract fails. */
  readonly athena: AthenaSandbox;
}

/** Vitest's `test` with a simulator that is made with these options. */
export function createAthenaTest(options: SimulatorOptions = {}): TestAPI<AthenaFixtures> {
  return base
    .extend<Pick<AthenaFixtures, 'simulator'>>({
      simulator: [
        // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs.
        async ({}, use) => {
          const simulator = await createSimulator(options);
          await use(simulator);
          await simulator.close();
        },
        { scope: 'file' },
      ],
    })
    .extend<Pick<AthenaFixtures, 'origin'>>({
      origin: [async ({ simulator }, use) => use((await simulator.listen()).url), { scope: 'file' }],
    })
    .extend<Pick<AthenaFixtures, 'athena'>>({
      athena: async ({ simulator, origin, task }, use) => {
        // The test's place in its file names it: what it is given does not depend on the tests before it.
        const sandbox = simulator.sandbox(
          `test${task.id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, MAX_NAME_LENGTH),
        );
        const { path, fetch } = sandbox;
        await use({
          ...sandbox,
          baseUrl: origin + path,
          client: createAthenaClient({ baseUrl: 'http://127.0.0.1', fetch }),
        });
        const ledger = sandbox.violations();
        sandbox.forget();
        refuseBreaches(ledger);
      },
    }) as TestAPI<AthenaFixtures>;
}

/** Vitest's `test`, with a seeded simulator of the demo world. */
export const test: TestAPI<AthenaFixtures> = createAthenaTest();

expect.extend({ toHaveReceived });

const MAX_NAME_LENGTH = 64;

declare module 'vitest' {
  // The parameter is Vitest's own: declarations that merge must name the same ones.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> {
    /** The simulator, or the sandbox, has received a request of the operation. */
    toHaveReceived(operationId: string, received?: Received): Promise<void>;
  }
}

function refuseBreaches({ breaches }: ResponseCheckReport): void {
  if (breaches.length === 0) return;
  const lines = breaches.map(
    ({ operationId, status, pointer, keyword, count }) =>
      `  ${operationId} ${status} ${pointer}: ${keyword} (${count}×)`,
  );
  throw new Error(`Answers broke the contract:\n${lines.join('\n')}`);
}
