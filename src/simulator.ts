import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { createResponseSampler } from './assembly/create-response-sampler.ts';
import { loadContract, SECRET_HEADERS } from './assembly/load-contract.ts';
import { loadItemSampler } from './assembly/load-item-sampler.ts';
import { openWorld, type WorldOptions } from './assembly/open-world.ts';
import { packagedFiles } from './assembly/packaged-files.ts';
import type { Platform } from './behaviour/platform.ts';
import { prepareRules } from './behaviour/prepare-rules.ts';
import { createSettle } from './behaviour/settle.ts';
import { checkOptions } from './config/check-options.ts';
import type { SimulatorConfig } from './config/options.ts';
import type { CompiledContract } from './contract/contract.ts';
import { toYaml } from './document/to-yaml.ts';
import type { AppOptions, HomeFacts } from './http/app-options.ts';
import { createApp } from './http/create-app.ts';
import { createFetchHandler } from './http/fetch-exchange.ts';
import { listen, type Listening } from './http/listen.ts';
import { BootError } from './kernel/boot-fault.ts';
import { createRequestId, createRequestIds } from './kernel/ids.ts';
import { isLoopback } from './kernel/loopback.ts';
import { silentLogger, type Logger } from './kernel/logger.ts';
import { createSeededRandom } from './kernel/random.ts';
import { createCheck, type ResponseLedger } from './pipeline/check.ts';
import { createPipeline } from './pipeline/create-pipeline.ts';
import type { Pipeline } from './pipeline/exchange.ts';
import { createFaultBook } from './pipeline/faults/fault-set.ts';
import type { World } from './store/world.ts';

export { repairData } from './assembly/repair-data.ts';
export { validateContract } from './assembly/validate-contract.ts';
export { writeStarter } from './assembly/write-starter.ts';
export { writeWorld } from './assembly/write-world.ts';
/** Headers that carry secrets, beyond `authorization` and `cookie`: never logged. */
export const REDACTED_HEADERS = SECRET_HEADERS;

/** What a simulator can be made with; everything has a default, which undefined stands for too. Without `seed` it is seeded, without `data` it lives in memory. */
export type SimulatorOptions = { readonly [Name in keyof Omit<SimulatorConfig, 'seed'>]?: SimulatorConfig[Name] | undefined } & {
  /** Null takes the machine's clock and random keys. */
  readonly seed?: string | number | null | undefined;
  readonly logger?: Logger | undefined;
};

/** A simulator: a world of its own behind an HTTP interface. */
export interface Simulator {
  /** A Node request listener (an Express app): for supertest, `http.createServer`, Connect or Vite. */
  readonly app: RequestListener;
  /** Answers a Fetch request without a server; called as the global `fetch` is, with whole addresses. */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
  /** Listens; port 0 takes any free one. Gives the address. */
  listen(options?: { readonly port?: number; readonly host?: string }): Promise<{ readonly url: string; readonly port: number }>;
  /** Finishes what is in flight, makes the state safe and stops listening. */
  close(): Promise<void>;
  /** How many answers were checked against the contract, and each way in which one broke it. */
  violations(): ResponseLedger;
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
  const config = complete(options);
  const { contract, platform } = await loadContract(config.spec);
  for (const warning of contract.warnings) config.logger.warn(warning, 'The contract is not right; it is served all the same.');
  const parts = {
    contract,
    platform,
    settle: createSettle(contract, platform, config.logger),
    rules: prepareRules(contract, platform, { sample: await loadItemSampler(contract, config.seed ?? undefined), cache: !config.noCache }),
    sample: createResponseSampler(contract, config.seed ?? undefined),
  };
  const { world, records } = await openWorld({ ...config, ...findFixtures(config), contract, platform });
  const check = createCheck();
  const pipeline = createPipeline({
    ...parts,
    check,
    faults: createFaultBook(),
    findWorld: () => world,
    settings: config,
    logger: config.logger,
  });
  const requestIds = config.seed === null ? createRequestId : createRequestIds(createSeededRandom(config.seed));
  const hosts = new Set([config.host]);
  const app = createApp({
    ...toAppOptions(contract, { pipeline, world, config }),
    createRequestId: requestIds,
    home: toHome(contract, platform),
    reference: { folder: packagedFiles.reference(), findToken: () => findPublicToken(config, hosts) },
  });
  return {
    app,
    fetch: createFetchHandler({ pipeline, createRequestId: requestIds, publicUrl: config.publicUrl }),
    ...serve({ app, world, config, hosts }),
    violations: check.ledger,
    summary: toSummary(contract, records, performance.now() - started),
    welcome: platform === undefined ? undefined : { user: platform.demo.user, samplePath: platform.demo.path },
  };
}

/** What is undefined takes its default. */
function complete({ seed, ...options }: SimulatorOptions): CompleteOptions {
  const faults = checkOptions({ seed, ...options }, ['logger']);
  if (faults.length > 0) throw new BootError(faults);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...given, seed: seed === undefined ? DEFAULTS.seed : seed === null ? null : String(seed) };
}

/** What servers serve. `hosts` gathers where they listen. */
interface Served {
  readonly app: RequestListener;
  readonly world: World;
  readonly config: CompleteOptions;
  readonly hosts: Set<string>;
}

/** Servers over one world, which is closed with the last of them. */
function serve({ app, world, config, hosts }: Served): Pick<Simulator, 'listen' | 'close'> {
  const servers: Listening[] = [];
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close(config.shutdownTimeout)));
    await world.store.close();
  };
  return {
    listen: async ({ port = config.port, host = config.host } = {}) => {
      hosts.add(host);
      const server = closing === undefined ? await listen(app, { port, host }) : undefined;
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

type CompleteOptions = SimulatorConfig & { readonly logger: Logger };

/** The packaged contract begins with its demo world, which its own tests check; another one with what is given. */
function findFixtures({ fixtures, spec }: CompleteOptions): Pick<WorldOptions, 'fixtures' | 'isChecked'> {
  if (fixtures !== undefined || spec !== undefined) return { fixtures };
  return { fixtures: packagedFiles.fixtures(), isChecked: true };
}

function toHome({ title }: CompiledContract, platform: Platform | undefined): HomeFacts {
  return platform === undefined
    ? { title }
    : { title, notes: [`The fixed token acts as ${platform.demo.user}.`, `A path to try: ${platform.demo.path}`] };
}

function toAppOptions(
  contract: CompiledContract,
  { pipeline, world, config }: { readonly pipeline: Pipeline; readonly world: World; readonly config: CompleteOptions },
): Omit<AppOptions, 'home' | 'reference' | 'createRequestId'> {
  const { title, hash, operations } = contract;
  return {
    ...config,
    pipeline,

    document: { json: contract.document, toYaml },
    ownsPath: (method, path) => contract.match(method, path).kind === 'operation',
    health: () => ({ ...toCondition(world), title, operations: operations.length, contract: hash }),
  };
}

/** Degraded: writes are refused, and reads go on. */
function toCondition({ store }: World): { readonly status: 'ok' } | { readonly status: 'degraded'; readonly reason: string } {
  return store.failure === undefined ? { status: 'ok' } : { status: 'degraded', reason: store.failure };
}

/** The token that may be shown to everybody who opens a page: the one that is no secret, and where only this machine can open it. */
function findPublicToken({ auth, token, publicUrl, trustProxy }: CompleteOptions, hosts: Iterable<string>): string | undefined {
  const isPrivate = publicUrl === undefined && !trustProxy && [...hosts].every(isLoopback);
  return auth === 'on' && token === DEFAULTS.token && isPrivate ? token : undefined;
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

/** Of a simulator that is embedded: in memory, seeded, on any free port. */
const DEFAULTS: CompleteOptions = {
  logger: silentLogger,
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  trustProxy: false,
  data: undefined,
  durability: 'sync',
  reset: false,
  seed: '1',
  speed: undefined,
  spec: undefined,
  fixtures: undefined,
  token: 'athena-demo-token',
  auth: 'on',
  strict: false,
  noCache: false,
  corsOrigins: 'any',
  maxBody: 10 * 1024 * 1024,
  logLevel: 'info',
  logFormat: 'json',
  shutdownTimeout: 10_000,
};
