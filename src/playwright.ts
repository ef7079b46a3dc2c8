import { expect as baseExpect, test as baseTest, type TestInfo } from '@playwright/test';
import { assertNoBreaches } from './assembly/testing/assert-no-breaches.ts';
import type { TestControls } from './assembly/testing/test-controls.ts';
import { toHaveReceived, type Received } from './assembly/testing/to-have-received.ts';
import { createAthenaClient, type AthenaClient } from './client.ts';
import { PRODUCT } from './kernel/product.ts';
import { collectEvidence } from './playwright/collect-evidence.ts';
import { openServer, type OpenedServer } from './playwright/open-server.ts';
import { forgetRemoteWorld, openRemoteWorld, type RemoteWorld } from './playwright/remote-world.ts';
import type { OperationId, ReceivedBy } from './received-by.ts';
import type { SimulatorOptions } from './simulator.ts';

export type { RemoteClock, RemoteWorld } from './playwright/remote-world.ts';
export type { OperationId, ReceivedBy } from './received-by.ts';

/** The sandbox of one test. */
export interface AthenaSandbox extends RemoteWorld {
  /** A typed client of this sandbox, authenticated as the demo user. */
  readonly client: AthenaClient;
}

/** The server that the tests of a worker use. */
export type AthenaServer = Pick<OpenedServer, 'url' | 'adminToken'>;

/** The fixtures of a test. */
export interface AthenaFixtures {
  /**
   * A sandbox of its own for each test, also for one that does not name it: the requests of its pages go there. A test
   * fails when a response of it violates the contract.
   */
  readonly athena: AthenaSandbox;
}

/** The options and fixtures of a worker. */
export interface AthenaWorkerFixtures {
  /** The address of a running simulator. Defaults to `ATHENA_URL`; without both, each worker starts one. */
  readonly athenaUrl: string | undefined;
  /** The options of the simulator that a worker starts. */
  readonly athenaOptions: SimulatorOptions;
  readonly athenaServer: AthenaServer;
}

/** How long a simulator may take to start, in milliseconds. */
const START_TIMEOUT = 60_000;

/** Playwright's `test` with a sandbox for each test. */
export const test = baseTest.extend<AthenaFixtures, AthenaWorkerFixtures>({
  athenaUrl: [undefined, { option: true, scope: 'worker' }],
  athenaOptions: [{}, { option: true, scope: 'worker' }],
  athenaServer: [
    async ({ athenaUrl, athenaOptions }, use) => {
      const server = await openServer({
        url: athenaUrl ?? (process.env[PRODUCT.urlVariable] || undefined),
        adminToken: process.env[ADMIN_TOKEN] || undefined,
        options: athenaOptions,
        start: async (options) => (await import('./simulator.ts')).createSimulator(options),
      });
      await use(server);
      await server.close();
    },
    { scope: 'worker', timeout: START_TIMEOUT },
  ],
  athena: [
    async ({ athenaServer }, use, testInfo) => {
      const name = toSandboxName(testInfo);
      // A sandbox of an earlier run may exist on a server that goes on running.
      await forgetRemoteWorld(athenaServer, name);
      const world = openRemoteWorld(athenaServer, name);
      await use({ ...world, client: createAthenaClient({ baseUrl: athenaServer.url, sandbox: name, token: DEMO }) });
      await finish(testInfo, athenaServer, world);
    },
    { auto: true },
  ],
  extraHTTPHeaders: ({ extraHTTPHeaders, athena }, use) => use({ ...extraHTTPHeaders, ...athena.headers }),
  baseURL: ({ baseURL, athenaServer }, use) => use(baseURL ?? athenaServer.url),
  context: async ({ context, athena, baseURL }, use) => {
    const hosts = [athena.url, baseURL ?? athena.url].map((url) => new URL('/', url).href);
    await context.addCookies(
      [...new Set(hosts)].map((url) => ({ name: PRODUCT.sandboxCookie, value: athena.name, url })),
    );
    await use(context);
  },
});

/** Playwright's `expect` with `toHaveReceived`. */
export const expect: typeof baseExpect = baseExpect.extend({
  toHaveReceived: (world: Pick<TestControls, 'verify' | 'count'>, operationId: string, received?: Received) =>
    toHaveReceived(world, operationId, received),
});

/** Returns a name that is the same in each run, and differs between tests, projects, repetitions and retries. */
function toSandboxName({ testId, retry }: TestInfo): string {
  return `test-${testId.replaceAll(/[^\w-]/g, '_')}-${retry}`.slice(-MAX_NAME_LENGTH);
}

/** Attaches what happened if the test has failed, deletes its sandbox, and fails the test for violations. */
async function finish(testInfo: TestInfo, server: AthenaServer, world: RemoteWorld): Promise<void> {
  const report = await world.violations().catch(() => undefined);
  const hasFailed = testInfo.status !== testInfo.expectedStatus || (report?.breaches.length ?? 0) > 0;
  if (hasFailed) {
    for (const { name, ...file } of await collectEvidence(server, world))
      await testInfo.attach(`${PRODUCT.name}-${name}`, file);
  }
  await forgetRemoteWorld(server, world.name).catch(() => undefined);
  if (report !== undefined) assertNoBreaches(report);
}

const ADMIN_TOKEN = `${PRODUCT.environmentPrefix}ADMIN_TOKEN`;
const DEMO = 'athena-demo-token';
const MAX_NAME_LENGTH = 64;

declare global {
  namespace PlaywrightTest {
    // Merged declarations must have identical type parameters, so this repeats Playwright's.
    interface Matchers<R, T = unknown> {
      /**
       * Asserts that the sandbox has received a request for the operation. The body is typed by the Athena contract;
       * write `toHaveReceived<string>` for another contract.
       */
      toHaveReceived<Id extends OperationId>(operationId: Id, received?: ReceivedBy<Id>): Promise<void>;
    }
  }
}
