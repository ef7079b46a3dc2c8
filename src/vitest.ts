import { expect, test as base, type TestAPI } from 'vitest';
import { createAthenaClient, type AthenaClient } from './client.ts';
import type { SandboxHandle } from './sandbox-handle.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
import { assertNoBreaches } from './assembly/testing/assert-no-breaches.ts';
import { toHaveReceived } from './assembly/testing/to-have-received.ts';
import type { OperationId, ReceivedBy } from './received-by.ts';

export type { OperationId, ReceivedBy } from './received-by.ts';

/** The sandbox of one test. */
export interface AthenaSandbox extends SandboxHandle {
  /** A typed client, authenticated as the demo user. */
  readonly client: AthenaClient;
}

/** The Vitest fixtures of a test. */
export interface AthenaFixtures {
  /** The simulator, shared by all tests of a file. */
  readonly simulator: Simulator;
  /** The origin of the simulator's server, which starts when a test first uses it. */
  readonly origin: string;
  /** A sandbox of its own for each test. The test fails when a response violates the contract. */
  readonly athena: AthenaSandbox;
  /** The base URL of the test's sandbox, for code under test that takes one. It starts the server. */
  readonly baseUrl: string;
}

/** Creates Vitest's `test` with the fixtures of a simulator that has these options. */
export function createAthenaTest(options: SimulatorOptions = {}): TestAPI<AthenaFixtures> {
  return base
    .extend<Pick<AthenaFixtures, 'simulator'>>({
      simulator: [
        // oxlint-disable-next-line no-empty-pattern -- Vitest derives a fixture's dependencies from this pattern.
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
      athena: async ({ simulator, task }, use) => {
        // Named after the test's position in its file, so that its keys do not depend on which tests run.
        const sandbox = simulator.sandbox(
          `test${task.id.replaceAll(/[^A-Za-z0-9_-]/g, '_')}`.slice(0, MAX_NAME_LENGTH),
        );
        const { fetch } = sandbox;
        await use({ ...sandbox, client: createAthenaClient({ baseUrl: 'http://127.0.0.1', fetch }) });
        const checks = sandbox.violations();
        sandbox.forget();
        assertNoBreaches(checks);
      },
    })
    .extend<Pick<AthenaFixtures, 'baseUrl'>>({
      baseUrl: ({ origin, athena }, use) => use(origin + athena.path),
    }) as TestAPI<AthenaFixtures>;
}

/** Vitest's `test` with the fixtures of a seeded simulator of the demo world. */
export const test: TestAPI<AthenaFixtures> = createAthenaTest();

expect.extend({ toHaveReceived });

const MAX_NAME_LENGTH = 64;

declare module 'vitest' {
  // Merged declarations must have identical type parameters, so this repeats Vitest's.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> {
    /**
     * Asserts that the simulator or sandbox has received a request for the operation. The body is typed by the Athena
     * contract; write `toHaveReceived<string>` for another contract.
     */
    toHaveReceived<Id extends OperationId>(operationId: Id, received?: ReceivedBy<Id>): Promise<void>;
  }
}
