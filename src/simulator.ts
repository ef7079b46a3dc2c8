import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { completeOptions, DEFAULTS, type CompleteOptions, type SimulatorOptions } from './assembly/complete-options.ts';
import { openEngine, type Engine } from './assembly/open-engine.ts';
import { SECRET_HEADERS } from './assembly/load-contract.ts';
import type { ControlAccess } from './assembly/call-control.ts';
import { openControl } from './assembly/open-control.ts';
import { beginScenario } from './assembly/open-scenarios.ts';
import { readVersion } from './assembly/read-version.ts';
import { createTestControls, type TestControls } from './assembly/test-controls.ts';
import { writeCoverage } from './assembly/write-coverage.ts';
import { reportCoverage, type CoverageReport } from './control/coverage/report-coverage.ts';
import { packagedFiles } from './assembly/packaged-files.ts';
import type { Platform } from './behaviour/platform.ts';
import { isPrivate } from './config/is-private.ts';
import type { CompiledContract } from './contract/contract.ts';
import { toYaml } from './document/to-yaml.ts';
import type { ControlTools } from './control/control.ts';
import { createWorldControls, type WorldControls } from './control/world-controls.ts';
import type { HomeFacts } from './http/app-options.ts';
import { createApp } from './http/create-app.ts';
import { createFetchHandler } from './http/fetch-exchange.ts';
import { listen, type Listening } from './http/listen.ts';
import { createRequestId } from './kernel/ids.ts';
import type { JsonObject } from './kernel/json.ts';
import type { ResponseLedger } from './pipeline/check.ts';
import { isSandboxName } from './kernel/sandbox-name.ts';
import { createWorldRequestIds } from './pipeline/request-ids.ts';
import { createRoute } from './pipeline/route-worlds.ts';
import { createSandboxHandle, type SandboxHandle } from './sandbox-handle.ts';
import type { World } from './store/world.ts';

export type { SimulatorOptions } from './assembly/complete-options.ts';
export { createSharedLog, type SharedLog } from './store/shared-log.ts';
export { exportSnapshot, importSnapshot } from './assembly/move-snapshots.ts';
export { repairData } from './assembly/repair-data.ts';
export { validateContract } from './assembly/validate-contract.ts';
export { writeStarter } from './assembly/write-starter.ts';
export { writeWorld } from './assembly/write-world.ts';
/** Headers that carry secrets, beyond `authorization` and `cookie`: never logged. */
export const REDACTED_HEADERS = SECRET_HEADERS;

/** A simulator: a world of its own behind an HTTP interface. What it takes of `WorldControls` and `TestControls` is about the baseline. */
export interface Simulator extends WorldControls, TestControls, AsyncDisposable {
  /** A Node request listener (an Express app): for supertest, `http.createServer`, Connect or Vite. */
  readonly app: RequestListener;
  /** Answers a Fetch request without a server; called as the global `fetch` is, with whole addresses. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Listens; port 0 takes any free one. Gives the address. */
  listen(options?: { readonly port?: number; readonly host?: string }): Promise<{ readonly url: string; readonly port: number }>;
  /** Finishes what is in flight, makes the state safe and stops listening. */
  close(): Promise<void>;
  /** The sandbox of that name: a world of its own, which nobody else meets. Throws where a sandbox cannot be called that. */
  sandbox(name: string): SandboxHandle;
  /** How many answers of all worlds were checked against the contract, and each way in which one broke it. */
  violations(): ResponseLedger;
  /** What of the contract was exercised, by all worlds together. */
  coverage(): CoverageReport;
  /** Opens the control plane where more than this machine can reach the simulator: the option's, or one that was made up. */
  readonly adminToken: string;
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

/** Makes a simulator of the Athena API, or of the contract that `spec` names. Throws a BootError that lists everything that is wrong with what it was given. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = performance.now();
  const config = completeOptions(options);
  const engine = await openEngine(config);
  const { contract, platform, worlds, check, records, watch } = engine;
  const hosts = new Set([config.host]);
  const tools: ControlTools = { ...engine, version: readVersion(), health: () => toHealth(engine), mostSandboxes: config.maxSandboxes };
  await beginScenario(tools, config);
  const doors = await openDoors(tools, engine, { config, hosts });
  const { app, fetch } = doors;
  const coverage = (): CoverageReport => reportCoverage(contract.title, watch.coverage.list());
  const onClose = async (): Promise<void> => (config.coverageOut === undefined ? undefined : writeCoverage(coverage(), config.coverageOut));
  const { listen: listenOn, close } = serve({ app, world: worlds.baseline, config, hosts, onClose });
  return {
    ...createWorldControls(() => worlds.baseline, tools),
    ...createTestControls(doors.control, check.ledger),
    app,
    fetch,
    coverage,
    sandbox: (name) => openSandbox(name, doors, tools),
    listen: listenOn,
    close,
    [Symbol.asyncDispose]: close,
    adminToken: config.adminToken,
    summary: toSummary(contract, records, performance.now() - started),
    welcome: platform === undefined ? undefined : { user: platform.demo.user, samplePath: platform.demo.path },
  };
}

function openSandbox(name: string, { app, fetch, control }: Doors, tools: ControlTools): SandboxHandle {
  if (!isSandboxName(name)) {
    throw new TypeError(
      `Failed to open a sandbox: ${JSON.stringify(name)} cannot name one. Use letters, digits, - and _, up to 64 of them.`,
    );
  }
  const { worlds, watch } = tools;
  const violations = (): ResponseLedger => {
    const world = worlds.find(name)?.world;
    return world === undefined ? { checked: 0, breaches: [] } : watch.ledger(world);
  };
  const controls = {
    ...createWorldControls(() => worlds.open(name).world, tools),
    ...createTestControls({ ...control, sandbox: name }, violations),
  };
  return createSandboxHandle({ name, app, fetch, controls, forget: () => void worlds.forget(name) });
}

/** The ways in: over HTTP, by calls, and by calls of the control plane, which are there without its being served. */
interface Doors extends Pick<Simulator, 'app' | 'fetch'> {
  readonly control: ControlAccess;
}

interface Settings {
  readonly config: CompleteOptions;
  /** Where it listens. */
  readonly hosts: Iterable<string>;
}

async function openDoors(tools: ControlTools, engine: Engine, { config, hosts }: Settings): Promise<Doors> {
  const { contract, platform, worlds, data } = engine;
  const { seed, token, publicUrl } = config;
  const control = await openControl(tools, config, hosts);
  const inner = createRoute({ worlds, token, data, control: control.pipeline });
  const pipeline = config.noAdmin ? createRoute({ worlds, token, data, control: undefined }) : inner;
  const createId = seed === null ? createRequestId : createWorldRequestIds({ seed, token, worlds });
  const app = createApp({
    ...config,
    pipeline,
    document: { json: contract.document, toYaml },
    control: config.noAdmin ? undefined : control.document,
    ownsPath: (method, path) => contract.match(method, path).kind === 'operation',
    health: tools.health,
    createRequestId: createId,
    home: toHome(contract, platform),
    reference: { folder: packagedFiles.reference(), findToken: () => findPublicToken(config, hosts) },
  });
  const fetch = createFetchHandler({ pipeline, createRequestId: createId, publicUrl });
  return { app, fetch, control: { pipeline: inner, adminToken: config.adminToken, sandbox: undefined } };
}

/** What servers serve. `hosts` gathers where they listen. */
interface Served {
  readonly app: RequestListener;
  readonly world: World;
  readonly config: CompleteOptions;
  readonly hosts: Set<string>;
  readonly onClose: () => Promise<void>;
}

/** Servers over one world, which is closed with the last of them. */
function serve({ app, world, config, hosts, onClose }: Served): Pick<Simulator, 'listen' | 'close'> {
  const servers: Listening[] = [];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close(config.shutdownTimeout)));
    await world.store.close();
    await onClose();
  };
  return {
    listen: async ({ port = config.port, host = config.host } = {}) => {
      hosts.add(host);
      const server = closing === undefined ? await listen(app, { port, host, maxInFlight: config.maxInFlight }) : undefined;
      // It may have been closed while the port was taken.
      if (server === undefined || closing !== undefined) {
        await server?.close(0);
        throw new Error('Failed to listen: the simulator is closed. Make a new one.');
      }
      servers.push(server);
      return { url: server.url, port: server.port };
    },
    close: () => (closing ??= close()),
  };
}

function toHome({ title }: CompiledContract, platform: Platform | undefined): HomeFacts {
  return platform === undefined
    ? { title }
    : { title, notes: [`The fixed token acts as ${platform.demo.user}.`, `A path to try: ${platform.demo.path}`] };
}

function toHealth({ worlds, contract: { title, operations, hash } }: Engine): JsonObject {
  return { ...toCondition(worlds.baseline), title, operations: operations.length, contract: hash };
}

/** Degraded: writes are refused, and reads go on. */
function toCondition({ store }: World): { readonly status: 'ok' } | { readonly status: 'degraded'; readonly reason: string } {
  return store.failure === undefined ? { status: 'ok' } : { status: 'degraded', reason: store.failure };
}

/** The token that may be shown to everybody who opens a page: the one that is no secret, and where only this machine can open it. */
function findPublicToken(config: CompleteOptions, hosts: Iterable<string>): string | undefined {
  const { auth, token } = config;
  return auth === 'on' && token === DEFAULTS.token && isPrivate(config, hosts) ? token : undefined;
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
