import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { completeOptions, type CompleteOptions, type SimulatorOptions } from './assembly/load/complete-options.ts';
import { openEngine, type Engine } from './assembly/engine/open-engine.ts';
import { SECRET_HEADERS } from './assembly/load/load-contract.ts';
import { callControl } from './assembly/testing/call-control.ts';
import { activateInitialScenario } from './assembly/engine/open-scenarios.ts';
import { reloadOnChange } from './assembly/engine/reload-on-change.ts';
import { loadSamplerModules } from './assembly/load/create-response-sampler.ts';
import { createTestControls, type TestControls } from './assembly/testing/test-controls.ts';
import { writeCoverage } from './assembly/commands/write-coverage.ts';
import { reportCoverage, type CoverageReport } from './control/coverage/report-coverage.ts';
import type { FileWatcher } from './assembly/engine/watch-files.ts';
import type { CompiledContract } from './contract/model/contract.ts';
import { toYaml } from './document/to-yaml.ts';
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
 * A simulator: an independent world behind an HTTP interface. Its `WorldControls` and `TestControls` apply to the
 * baseline world.
 */
export interface Simulator extends WorldControls, TestControls, AsyncDisposable {
  /** A Node request listener (an Express app): for supertest, `http.createServer`, Connect or Vite. */
  readonly app: RequestListener;
  /** Responds to a Fetch request without a server. Takes the arguments of the global `fetch`, with complete URLs. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Starts a server and returns its address. Port 0 chooses any free port. */
  listen(options?: {
    readonly port?: number;
    readonly host?: string;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /** Finishes requests in flight, persists the state and stops all servers. */
  close(): Promise<void>;
  /**
   * Returns a handle on the sandbox with this name: an isolated world, created at its first use. Throws a TypeError if
   * the name is invalid.
   */
  sandbox(name: string): SandboxHandle;
  /**
   * Reloads the document, fixtures, script and scenarios. Rejects with a ControlError that lists the faults; the
   * previous contract then stays in use.
   */
  reload(): Promise<components['schemas']['Reloaded']>;
  /** Returns how many responses of all worlds were checked against the contract, and every breach. */
  violations(): ResponseCheckReport;
  /** Returns which parts of the contract the requests of all worlds have exercised. */
  coverage(): CoverageReport;
  /**
   * The token of the control plane: the option's, else a random one. Requests need it if the option is set, or if other
   * machines can reach the simulator.
   */
  readonly adminToken: string;
  /** The path of the API reference. It is not `/docs` if the contract has an operation at that path. */
  readonly docsPath: string;
  readonly summary: SimulatorSummary;
  /** The user of the fixed token, and a path to try. Undefined for a contract without platform rules. */
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
 * Creates a simulator of the Athena API, or of the contract that `spec` names. Throws a BootError that lists every
 * fault of the options and files.
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
  // The first listing of requests compiles much of the control plane's document. It must not delay a client's request.
  const warmUp = (): Promise<unknown> =>
    config.noAdmin ? Promise.resolve() : callControl(control, 'GET', '/requests');
  const stopWork = (): Promise<void> => stop(running.engine);
  const served = { app, world: worlds.baseline, config, hosts, watch, warmUp, stopWork, onClose };
  const { listen: listenOn, close } = serve(served);
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

/** Interrupts what runs beside requests: background work first, so that it stores nothing of what is cut off. */
async function stop({ background, platform, blobCollector }: Engine): Promise<void> {
  background.close();
  platform?.close?.();
  await blobCollector.close();
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

/** What servers serve. `hosts` collects the hosts that they listen on. */
interface Served {
  readonly app: RequestListener;
  readonly world: World;
  readonly config: CompleteOptions;
  readonly hosts: Set<string>;
  readonly watch: FileWatcher;
  /** Prepares what requests would otherwise wait for. Runs once, after the first server listens. */
  readonly warmUp: () => Promise<unknown>;
  /** Interrupts what still runs. Background work is run again after a restart. */
  readonly stopWork: () => Promise<void>;
  readonly onClose: () => Promise<void>;
}

/** Manages the servers of one world. Closing stops them and then closes the world. */
function serve({
  app,
  world,
  config,
  hosts,
  watch,
  warmUp,
  stopWork,
  onClose,
}: Served): Pick<Simulator, 'listen' | 'close'> {
  const servers: ListeningServer[] = [];
  let preloading: Promise<unknown> | undefined;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    world.store.announceClose();
    await watch.close();
    await Promise.all([...servers.map((server) => server.close(config.shutdownTimeout)), preloading]);
    await stopWork();
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
      // The simulator may have been closed while the server started.
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

/**
 * Loads the modules that only some requests need (Express, the faker, YAML), once the server listens. Node caches a
 * failed module load forever. If the first request loaded them while no file descriptor was free, every such request
 * would fail from then on.
 */
async function preloadModules(): Promise<void> {
  await Promise.allSettled([import('./http/express-app.ts'), loadSamplerModules(), Promise.resolve({}).then(toYaml)]);
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
