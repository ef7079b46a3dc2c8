import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { completeOptions, type CompleteOptions, type SimulatorOptions } from './assembly/load/complete-options.ts';
import { toPaths, toSummary, type SimulatorSummary } from './assembly/load/to-summary.ts';
import { toWelcome, type Welcome } from './assembly/load/to-welcome.ts';
import { openEngine } from './assembly/engine/open-engine.ts';
import { SECRET_HEADERS } from './assembly/load/load-contract.ts';
import { callControl } from './assembly/testing/call-control.ts';
import { callOpen, toSimulatorError } from './assembly/testing/public-errors.ts';
import { activateInitialScenario } from './assembly/engine/open-scenarios.ts';
import { reloadOnChange } from './assembly/engine/reload-on-change.ts';
import type { TestControls } from './assembly/testing/test-controls.ts';
import { writeCoverage } from './assembly/commands/write-coverage.ts';
import { reportCoverage, type CoverageReport } from './control/coverage/report-coverage.ts';
import type { components } from './control/wire/control.generated.ts';
import type { WorldControls } from './control/world-controls.ts';
import type { ResponseCheckReport } from './pipeline/response/check.ts';
import { openTransports } from './http/outgoing/open-transports.ts';
import { prepareControl, runEngine, type RunningEngine, type RunSettings } from './run-engine.ts';
import { serve } from './serve.ts';
import { createControls, openFetch, openSandboxes } from './open-sandbox.ts';
import type { SandboxHandle } from './sandbox-handle.ts';

export type { SimulatorOptions } from './assembly/load/complete-options.ts';
export type { SimulatorSummary } from './assembly/load/to-summary.ts';
export { createSharedLog, type SharedLog } from './store/journals/shared-log.ts';
export { exportSnapshot, importSnapshot } from './assembly/commands/move-snapshots.ts';
export { findDataHolder, inspectData } from './assembly/commands/inspect-data.ts';
export { inspectDatabase } from './assembly/commands/inspect-database.ts';
export { repairData } from './assembly/commands/repair-data.ts';
export { validateContract } from './assembly/commands/validate-contract.ts';
export { appendGuide } from './assembly/commands/append-guide.ts';
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
  /**
   * Responds to a Fetch request without a server. Rejects once the simulator is closed. Takes the arguments of the
   * global `fetch`, and a path (`/api/v1/user`) in place of a complete URL.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Starts a server and returns its address. Port 0 chooses any free port. */
  listen(options?: {
    readonly port?: number;
    readonly host?: string;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /**
   * Finishes requests in flight, persists the state and stops all servers. Afterwards every other call fails with the
   * code SIMULATOR_CLOSED, apart from the reports `violations` and `coverage`.
   */
  close(): Promise<void>;
  /**
   * Returns a handle on the sandbox with this name: an isolated world, created at its first use. Throws a
   * SimulatorError (INVALID_ARGUMENT) if the name is invalid.
   */
  sandbox(name: string): SandboxHandle;
  /**
   * Creates a sandbox that begins with everything that the baseline has now, under this name or the next free one
   * (`baseline-fork-1`). Rejects with a SimulatorError: STATE_CONFLICT when the name is taken, INVALID_ARGUMENT when it
   * is invalid.
   */
  fork(name?: string): Promise<SandboxHandle>;
  /**
   * Reloads the document, fixtures, script and scenarios. Rejects with a SimulatorError that lists the faults; the
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
  /** The path templates of the contract's operations: `/pets/{pet_id}`. */
  readonly paths: readonly string[];
  /** The path of the API reference. It is not `/docs` if the contract has an operation at that path. */
  readonly docsPath: string;
  readonly summary: SimulatorSummary;
  /** What a first request needs. */
  readonly welcome: Welcome;
}

/**
 * Creates a simulator of the Athena API, or of the contract that `spec` names. Throws a BootError, a
 * SimulatorError of the code BOOT_FAILED, that lists every fault of the options and files.
 */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  try {
    return await openSimulator(options);
  } catch (error) {
    throw toSimulatorError(error);
  }
}

async function openSimulator(options: SimulatorOptions): Promise<Simulator> {
  const started = performance.now();
  const config = completeOptions(options);
  const hosts = new Set([config.host]);
  const engine = await openEngine({ ...config, transports: openTransports(config) });
  const running = await runEngine(engine, { config, hosts });
  const { app, control } = running;
  const { worlds, checker, platform } = running.engine;
  await activateInitialScenario(running.controlDeps, config);
  const watch = await reloadOnChange(config, running.reload);
  const coverage = (): CoverageReport => reportAll(running);
  const onClose = async (): Promise<void> =>
    config.coverageOut === undefined ? undefined : writeCoverage(coverage(), config.coverageOut);
  const warmUp = (): Promise<void> => prepareServing(running, { config, hosts }, () => !lifetime.isClosed);
  const serving = { warmUp, stopWork: () => stop(running), onClose, listPaths: () => toPaths(running.engine.contract) };
  const {
    listen: listenOn,
    close,
    lifetime,
  } = serve({ app, world: worlds.baseline, config, hosts, watch, ...serving });
  const controlled = { control, findWorld: () => worlds.baseline, load: loaded, violations: checker.report };
  return {
    ...createControls(running, controlled, lifetime),
    app,
    fetch: openFetch(running, lifetime),
    coverage,
    reload: () => callOpen(lifetime, () => callControl(control, 'POST', '/reload')),
    ...openSandboxes(controlled, running, lifetime),
    listen: (chosen) => announce(running, listenOn(chosen), chosen?.host ?? config.host),
    close,
    [Symbol.asyncDispose]: close,
    adminToken: config.adminToken,
    get paths() {
      return toPaths(running.engine.contract);
    },
    docsPath: running.engine.contract.match('GET', '/docs').kind === 'operation' ? '/__admin/contract' : '/docs',
    summary: toSummary(running.engine.contract, running.engine.records, performance.now() - started),
    welcome: toWelcome(running.engine.contract, platform),
  };
}

function reportAll({ engine: { contract, recorder } }: RunningEngine): CoverageReport {
  return reportCoverage(contract.title, recorder.coverage.list());
}

/** Compiles what requests need: in replicas all of it, so that none of their first requests waits. */
async function prepareServing(
  running: RunningEngine,
  settings: RunSettings & { readonly config: CompleteOptions },
  isOpen: () => boolean,
): Promise<void> {
  const { journal, noAdmin } = settings.config;
  const preparing = journal && running.preparation.run(running.engine.contract, isOpen);
  // It must not delay a client's request.
  if (!noAdmin) await prepareControl(running, settings);
  await preparing;
}

/** Tells the other replicas of the log of a server that listens. */
async function announce<Address extends { readonly url: string; readonly port: number }>(
  running: RunningEngine,
  listening: Promise<Address>,
  host: string,
): Promise<Address> {
  const address = await listening;
  await running.announce(address, host);
  return address;
}

/** Interrupts what runs beside requests: background work first, so that it stores nothing of what is cut off. */
async function stop({ engine, closePlatforms, leave }: RunningEngine): Promise<void> {
  // A directory that cannot be reached drops the entry by itself.
  await leave().catch(() => undefined);
  engine.background.close();
  closePlatforms();
  await engine.outbox.close();
  await engine.blobCollector.close();
  await engine.worlds.close();
  await engine.control.close();
}

/** The baseline is always in memory. */
async function loaded(): Promise<void> {}
