import { expect, test as base, type TestAPI } from 'vitest';
import type { operations } from './athena/contract/contract.generated.ts';
import { createAthenaClient, type AthenaClient } from './client.ts';
import type { ResponseCheckReport } from './pipeline/response/check.ts';
import type { SandboxHandle } from './sandbox-handle.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
import type { ExpectedBody } from './assembly/testing/expected-body.ts';
import { toHaveReceived, type Received } from './assembly/testing/to-have-received.ts';

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

/** An operation of the Athena contract, which editors complete, or of another one. */
export type OperationId = keyof operations | (string & {});

/** What an operation has received. Its body is typed by the Athena contract. */
export type ReceivedBy<Id extends OperationId> = Omit<Received, 'body'> & {
  readonly body?: Id extends keyof operations ? ExpectedBody<RequestBody<operations[Id]>> : unknown;
};

type RequestBody<Operation> = Operation extends { readonly requestBody?: { readonly content: infer Content } }
  ? Content[keyof Content]
  : never;

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

function assertNoBreaches({ breaches }: ResponseCheckReport): void {
  if (breaches.length === 0) return;
  const lines = breaches.map(
    ({ operationId, status, pointer, keyword, count }) =>
      `  ${operationId} ${status} ${pointer}: ${keyword} (${count}×)`,
  );
  throw new Error(`Responses violated the contract:\n${lines.join('\n')}`);
}
