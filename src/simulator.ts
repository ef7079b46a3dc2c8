import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { completeOptions, type CompleteOptions, type SimulatorOptions } from './assembly/load/complete-options.ts';
import { openEngine } from './assembly/engine/open-engine.ts';
import { SECRET_HEADERS } from './assembly/load/load-contract.ts';
import { callControl } from './assembly/testing/call-control.ts';
import { activateInitialScenario } from './assembly/engine/open-scenarios.ts';
import { reloadOnChange } from './assembly/engine/reload-on-change.ts';
import { preloadModules } from './preload-modules.ts';
import { createTestControls, type TestControls } from './assembly/testing/test-controls.ts';
import { writeCoverage } from './assembly/commands/write-coverage.ts';
import { reportCoverage, type CoverageReport } from './control/coverage/report-coverage.ts';
import type { FileWatcher } from './assembly/engine/watch-files.ts';
import type { CompiledContract } from './contract/model/contract.ts';
import type { components } from './control/wire/control.generated.ts';
import { createWorldControls, type WorldControls } from './control/world-controls.ts';
import { listen, type ListeningServer } from './http/server/listen.ts';
import type { ResponseCheckReport } from './pipeline/response/check.ts';
import { isSandboxName } from './kernel/sandbox-name.ts';
import { runEngine, type RunningEngine } from './run-engine.ts';
import { createSandboxHandle, type SandboxHandle } from './sandbox-handle.ts';
import type { World } from './store/port/world.ts';

export type { SimulatorOptions } from './assembly/load/complete-options.ts';
export { createSharedLog, type SharedLog } from './store/journals/shared-log.ts';
export { exportSnapshot, importSnapshot } from './assembly/commands/move-snapshots.ts';
export { repairData } from './assembly/commands/repair-data.ts';
export { validateContract } from './assembly/commands/validate-contract.ts';
export { writeStarter } from './assembly/commands/write-starter.ts';
export { writeWorld } from './assembly/commands/write-world.ts';
/** Headers that carry secrets, beyond `authorization` and `cookie`: never logged. */
export const REDACTED_HEADERS = SECRET_HEADERS;

/**
 * A simulator: a world of its own behind an HTTP interface. What it takes of `WorldControls` and `TestControls` is
 * about the baseline.
 */
export interface Simulator extends WorldControls, TestControls, AsyncDisposable {
  /** A Node request listener (an Express app): for supertest, `http.createServer`, Connect or Vite. */
  readonly app: RequestListener;
  /** Answers a Fetch request without a server; called as the global `fetch` is, with whole addresses. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Listens; port 0 takes any free one. Gives the address. */
  listen(options?: {
    readonly port?: number;
    readonly host?: string;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /** Finishes what is in flight, makes the state safe and stops listening. */
  close(): Promise<void>;
  /**
   * The sandbox of that name: a world of its own, which nobody else meets. Throws where a sandbox cannot be called
   * that.
   */
  sandbox(name: string): SandboxHandle;
  /**
   * Reads the document, fixtures, script and scenarios again. Rejects with a ControlError that says what is wrong; then
   * what was before goes on.
   */
  reload(): Promise<components['schemas']['Reloaded']>;
  /** How many answers of all worlds were checked against the contract, and each way in which one broke it. */
  violations(): ResponseCheckReport;
  /** What of the contract was exercised, by all worlds together. */
  coverage(): CoverageReport;
  /**
   * Opens the control plane where more than this machine can reach the simulator: the option's, or one that was made
   * up.
   */
  readonly adminToken: string;
  /** Where the API reference is: a contract may have `/docs` itself. */
  readonly docsPath: string;
  readonly summary: SimulatorSummary;
  /** Whom the fixed token signs in, and a path to try; undefined for a contract without platform rules. */
  readonly welcome: { readonly user: string; readonly samplePath: string } | undefined;
}

/** What was compiled and loaded. */
export interface SimulatorSummary {
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
  readonly resources: number;
  readonly records: number;
  readonly milliseconds: number;
}

/**
 * Makes a simulator of the Athena API, or of the contract that `spec` names. Throws a BootError that lists everything
 * that is wrong with what it was given.
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = performance.now();
  const config = completeOptions(options);
  const hosts = new Set([config.host]);
  const running = await runEngine(await openEngine(config), { config, hosts });
  const { app, fetch, control } = running;
  const { worlds, checker, platform } = running.engine;
  await activateInitialScenario(running.controlDeps, config);
  const watch = await reloadOnChange(config, running.reload);
  const coverage = (): CoverageReport =>
    reportCoverage(running.engine.contract.title, running.engine.recorder.coverage.list());
  const onClose = async (): Promise<void> =>
    config.coverageOut === undefined ? undefined : writeCoverage(coverage(), config.coverageOut);
  // The first listing of the log compiles much of the control plane's document: that must not hold up a client's
  // request.
  const warmUp = (): Promise<unknown> =>
    config.noAdmin ? Promise.resolve() : callControl(control, 'GET', '/requests');
  const { listen: listenOn, close } = serve({ app, world: worlds.baseline, config, hosts, watch, warmUp, onClose });
  const milliseconds = performance.now() - started;
  return {
    ...createWorldControls(
      () => worlds.baseline,
      () => running.controlDeps,
    ),
    ...createTestControls(control, checker.report),
    app,
    fetch,
    coverage,
    reload: () => callControl(control, 'POST', '/reload'),
    sandbox: (name) => openSandbox(name, running),
    listen: listenOn,
    close,
    [Symbol.asyncDispose]: close,
    adminToken: config.adminToken,
    docsPath: running.engine.contract.match('GET', '/docs').kind === 'operation' ? '/__admin/contract' : '/docs',
    summary: toSummary(running.engine.contract, running.engine.records, milliseconds),
    welcome: platform === undefined ? undefined : { user: platform.demo.user, samplePath: platform.demo.path },
  };
}

function openSandbox(name: string, running: RunningEngine): SandboxHandle {
  if (!isSandboxName(name)) {
    throw new TypeError(
      `Failed to open a sandbox: ${JSON.stringify(name)} cannot name one. Use letters, digits, - and _, up to 64 of them.`,
    );
  }
  const { app, fetch, control, engine } = running;
  const { worlds } = engine;
  const violations = (): ResponseCheckReport => {
    const world = worlds.find(name)?.world;
    return world === undefined ? { checked: 0, breaches: [] } : running.engine.recorder.checksOf(world);
  };
  const controls = {
    ...createWorldControls(
      () => worlds.open(name).world,
      () => running.controlDeps,
    ),
    ...createTestControls({ ...control, sandbox: name }, violations),
  };
  return createSandboxHandle({ name, app, fetch, controls, forget: () => void worlds.remove(name) });
}

/** What servers serve. `hosts` gathers where they listen. */
interface Served {
  readonly app: RequestListener;
  readonly world: World;
  readonly config: CompleteOptions;
  readonly hosts: Set<string>;
  readonly watch: FileWatcher;
  /** Does once, when the first server listens, what requests would have to wait for. */
  readonly warmUp: () => Promise<unknown>;
  readonly onClose: () => Promise<void>;
}

/** Servers over one world, which is closed with the last of them. */
function serve({ app, world, config, hosts, watch, warmUp, onClose }: Served): Pick<Simulator, 'listen' | 'close'> {
  const servers: ListeningServer[] = [];
  let preloading: Promise<unknown> | undefined;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    world.store.announceClose();
    await watch.close();
    await Promise.all([...servers.map((server) => server.close(config.shutdownTimeout)), preloading]);
    await world.store.close();
    await onClose();
  };
  return {
    listen: async ({ port = config.port, host = config.host } = {}) => {
      hosts.add(host);
      const server =
        closing === undefined
          ? await listen(app, { port, host, maxInFlight: config.maxInFlight, trustProxy: config.trustProxy })
          : undefined;
      // It may have been closed while the port was taken.
      if (server === undefined || closing !== undefined) {
        await server?.close(0);
        throw new Error('Failed to listen: the simulator is closed. Make a new one.');
      }
      servers.push(server);
      preloading ??= Promise.allSettled([preloadModules(), warmUp()]);
      return { url: server.url, port: server.port };
    },
    close: () => (closing ??= close()),
  };
}

function toSummary(
  { title, operations, resources, collections }: CompiledContract,
  records: number,
  milliseconds: number,
): SimulatorSummary {
  const paths = new Set(operations.map(({ path }) => path)).size;
  return {
    title,
    paths,
    operations: operations.length,
    resources: resources.size + collections.length,
    records,
    milliseconds: Math.round(milliseconds),
  };
}
