import { performance } from 'node:perf_hooks';
import type { RequestListener } from 'node:http';
import { loadContract, SECRET_HEADERS } from './assembly/load-contract.ts';
import { loadItemSampler } from './assembly/load-item-sampler.ts';
import { loadSampler } from './assembly/load-sampler.ts';
import { openWorld } from './assembly/open-world.ts';
import { packagedFiles } from './assembly/packaged-files.ts';
import type { Platform } from './behaviour/platform.ts';
import { prepareRules } from './behaviour/prepare-rules.ts';
import type { SimulatorConfig } from './config/options.ts';
import type { CompiledContract } from './contract/contract.ts';
import { toYaml } from './document/to-yaml.ts';
import type { AppOptions, HomeFacts } from './http/app-options.ts';
import { createApp } from './http/create-app.ts';
import { createFetchHandler } from './http/fetch-exchange.ts';
import { listen, type Listening } from './http/listen.ts';
import { createRequestId } from './kernel/ids.ts';
import { silentLogger, type Logger } from './kernel/logger.ts';
import { createCheck, type ResponseLedger } from './pipeline/check.ts';
import { createPipeline } from './pipeline/create-pipeline.ts';
import type { Pipeline } from './pipeline/exchange.ts';

export { validateContract } from './assembly/validate-contract.ts';
/** Headers that carry secrets, beyond `authorization` and `cookie`: never logged. */
export const REDACTED_HEADERS = SECRET_HEADERS;

/** What a simulator can be made with; everything has a default. Without `seed` it is seeded, without `data` it lives in memory. */
export type SimulatorOptions = Partial<SimulatorConfig> & { readonly logger?: Logger; readonly processId?: number };

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
  const config = { ...DEFAULTS, ...options };
  const { contract, platform } = await loadContract(config.spec);
  for (const warning of contract.warnings) config.logger.warn(warning, 'The contract is not right; it is served all the same.');
  const { world, records } = await openWorld({ ...config, contract, platform, fixtures: findFixtures(config) });
  const check = createCheck();
  const pipeline = createPipeline({
    contract,
    platform,
    rules: prepareRules(contract, platform, await loadItemSampler(contract, config.seed)),
    findWorld: () => world,
    check,
    sample: await loadSampler(contract, config.seed),
    settings: config,
    logger: config.logger,
  });
  const app = createApp({ ...toAppOptions(contract, pipeline, config), home: toHome(contract, platform) });
  const servers: Listening[] = [];
  return {
    app,
    fetch: createFetchHandler({ pipeline, createRequestId, publicUrl: config.publicUrl }),
    listen: async ({ port = config.port, host = config.host } = {}) => {
      const server = await listen(app, { port, host });
      servers.push(server);
      return { url: server.url, port: server.port };
    },
    close: async () => {
      await Promise.all(servers.splice(0).map((server) => server.close(config.shutdownTimeout)));
      await world.store.close();
    },
    violations: check.ledger,
    summary: toSummary(contract, records, performance.now() - started),
    welcome: platform === undefined ? undefined : { user: platform.demo.user, samplePath: platform.demo.path },
  };
}

type CompleteOptions = SimulatorConfig & Required<Pick<SimulatorOptions, 'logger' | 'processId'>>;

/** The packaged contract begins with its demo world, another one with what is given. */
function findFixtures({ fixtures, spec }: CompleteOptions): string | undefined {
  return fixtures ?? (spec === undefined ? packagedFiles.fixtures() : undefined);
}

function toHome({ title }: CompiledContract, platform: Platform | undefined): HomeFacts {
  return platform === undefined
    ? { title }
    : { title, notes: [`The fixed token acts as ${platform.demo.user}.`, `A path to try: ${platform.demo.path}`] };
}

function toAppOptions(contract: CompiledContract, pipeline: Pipeline, config: CompleteOptions): Omit<AppOptions, 'home'> {
  const { title, hash, operations } = contract;
  return {
    ...config,
    pipeline,
    document: { json: contract.document, toYaml },
    ownsPath: (method, path) => contract.match(method, path).kind === 'operation',
    health: () => ({ status: 'ok', title, operations: operations.length, contract: hash }),
    createRequestId,
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

/** Of a simulator that is embedded: in memory, seeded, on any free port. */
const DEFAULTS: CompleteOptions = {
  logger: silentLogger,
  processId: 0,
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  trustProxy: false,
  data: undefined,
  seed: '1',
  spec: undefined,
  fixtures: undefined,
  token: 'athena-demo-token',
  auth: 'on',
  strict: false,
  corsOrigins: 'any',
  maxBody: 10 * 1024 * 1024,
  logLevel: 'info',
  logFormat: 'json',
  shutdownTimeout: 10_000,
};
