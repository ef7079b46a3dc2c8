import type { Connect, Plugin, PreviewServer, ViteDevServer } from 'vite';
import { isLoopback } from './kernel/loopback.ts';
import type { Logger } from './kernel/logger.ts';
import { PRODUCT } from './kernel/product.ts';
import { isSandboxName } from './kernel/sandbox-name.ts';
import { findBaggage, setBaggage } from './kernel/text/baggage.ts';
import { toReason } from './kernel/text/to-reason.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';
import { findRoute, toRoutes, withoutRoute, type Route } from './vite/routes.ts';
import { createLender, type Lease } from './vite/share-simulators.ts';

/** The options of the plugin: its own, and those of `createSimulator`. */
export interface AthenaPluginOptions extends Omit<SimulatorOptions, 'port' | 'host' | 'logger' | 'log'> {
  /**
   * The path or paths that the simulator serves. Defaults to the beginning of the contract's own paths: `/api/v1` for
   * the Athena API. Where the contract's paths do not begin with it, they begin after it.
   */
  readonly prefix?: string | readonly string[];
  /** The sandbox of requests that name none. Defaults to the baseline. */
  readonly sandbox?: string;
  /** Whether the control plane and its pages (`/__admin`) are on this origin, too. Defaults to true. */
  readonly console?: boolean;
}

/**
 * Creates a Vite plugin that serves a simulator on the origin of the development or preview server. By default the
 * clock flows, as on a server, and the state is in memory: it lasts while Vite runs, over its restarts. Throws a
 * TypeError for an invalid option.
 */
export function athena(options: AthenaPluginOptions = {}): Plugin {
  checkOptions(options);
  const leases: Lease<Simulator>[] = [];
  // After a restart the next server has borrowed the simulator already: the first lease is that of the closed server.
  const releaseFirst = async (): Promise<void> => leases.shift()?.release();
  const serve = async (server: ViteServer, host: string | boolean | undefined): Promise<void> => {
    const lease = await borrowSimulator(server, options, toHost(host));
    leases.push(lease);
    closeWith(server, lease);
    serveSimulator(server, lease.resource, { ...options, host: toHost(host) });
  };
  return {
    name: PRODUCT.name,
    apply: 'serve',
    configureServer: (server) => serve(server, server.config.server.host),
    configurePreviewServer: (server) => serve(server, server.config.preview.host),
    closeServer: releaseFirst,
    closePreviewServer: releaseFirst,
  };
}

type ViteServer = ViteDevServer | PreviewServer;

/** The simulators of this process, by Vite's own configuration: it is the same object after a restart. */
const SIMULATORS = createLender<Simulator>();

function checkOptions({ prefix, sandbox }: AthenaPluginOptions): void {
  for (const path of [prefix ?? []].flat()) {
    if (!/^(?:\/[^/?#]+)+$/.test(path))
      throw new TypeError(
        `${PRODUCT.name}: the prefix is ${JSON.stringify(path)}. Give a path such as /api, without a / at its end.`,
      );
  }
  if (sandbox !== undefined && !isSandboxName(sandbox))
    throw new TypeError(
      `${PRODUCT.name}: ${JSON.stringify(sandbox)} cannot name a sandbox. Use letters, digits, - and _, up to 64 of them.`,
    );
}

/**
 * Returns the host as the simulator's options have it. The control plane requires its token if it is open to others.
 */
function toHost(host: string | boolean | undefined): string {
  if (host === true) return '0.0.0.0';
  return typeof host === 'string' ? host : 'localhost';
}

async function borrowSimulator(
  { config }: ViteServer,
  { prefix, sandbox: _sandbox, console: _console, ...options }: AthenaPluginOptions,
  host: string,
): Promise<Lease<Simulator>> {
  const { seed = null, watch = WATCHED.some((name) => options[name] !== undefined) } = options;
  const chosen = { ...options, seed, watch, host };
  const open = async (): Promise<Simulator> => {
    const { createSimulator } = await import('./simulator.ts');
    return createSimulator({ ...chosen, logger: toLogger(config.logger) });
  };
  try {
    const slot = JSON.stringify(prefix ?? null);
    return await SIMULATORS.borrow({ owner: config.inlineConfig, slot, key: toKey(chosen), open });
  } catch (error) {
    throw new Error(`${PRODUCT.name}: failed to start.\n${toReason(error)}`, { cause: error });
  }
}

/** Returns a text that differs for options that differ: functions by their code, other objects by their class. */
function toKey(options: object): string {
  return JSON.stringify(options, (_name, value: unknown) => {
    if (typeof value === 'function') return String(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return [Object.prototype, null].includes(Object.getPrototypeOf(value)) ? value : value.constructor.name;
  });
}

/** Writes warnings and errors of the simulator with Vite's logger. Its lines of requests are left out. */
function toLogger(logger: ViteServer['config']['logger']): Logger {
  const write = (level: 'warn' | 'error') => (fields: object, message: string) => {
    const details = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`;
    logger[level](`${PRODUCT.name}: ${message}${details}`, { timestamp: true });
  };
  return {
    info: () => undefined,
    warn: write('warn'),
    error: write('error'),
    isLevelEnabled: (level) => level === 'warn' || level === 'error',
  };
}

/** Closes the simulator with a server of a version of Vite that has no hooks for it. */
function closeWith(server: ViteServer, lease: Lease<Simulator>): void {
  const { close } = server;
  server.close = async () => {
    await Reflect.apply(close, server, []);
    await lease.release();
  };
}

function serveSimulator(
  server: ViteServer,
  simulator: Simulator,
  { prefix, spec, sandbox, csrf, noAdmin, host, ...options }: AthenaPluginOptions & { readonly host: string },
): void {
  const console = (options.console ?? true) && noAdmin !== true;
  const routes = toRoutes({
    prefixes: prefix === undefined ? undefined : [prefix].flat(),
    templates: simulator.paths,
    own: [
      ...(console ? ['/__admin'] : []),
      '/__sandbox',
      ...(csrf === true ? ['/sanctum'] : []),
      ...(spec === undefined ? DEMO_PATHS : []),
    ],
  });
  server.middlewares.use(createMiddleware(simulator, routes, sandbox));
  const { printUrls } = server;
  server.printUrls = () => {
    Reflect.apply(printUrls, server, []);
    for (const line of toBanner(server, simulator, { routes, sandbox, console, host })) server.config.logger.info(line);
  };
}

function createMiddleware(
  { app }: Simulator,
  routes: readonly Route[],
  sandbox: string | undefined,
): Connect.NextHandleFunction {
  return function serveSimulated(request, response, next) {
    const { url = '/', headers } = request;
    const route = findRoute(routes, url);
    if (route === undefined) {
      next();
      return;
    }
    // The simulator finds the path that it is mounted at in `originalUrl`.
    if (route.isMount) request.url = withoutRoute(url, route);
    // Every other way to name a sandbox is stronger than the baggage.
    if (sandbox !== undefined && findBaggage(toText(headers.baggage), PRODUCT.sandboxBaggage) === undefined)
      headers.baggage = setBaggage(toText(headers.baggage), PRODUCT.sandboxBaggage, sandbox);
    app(request, response);
  };
}

function toText(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' || header === undefined ? header : header.join(',');
}

interface BannerContext {
  readonly routes: readonly Route[];
  readonly sandbox: string | undefined;
  readonly console: boolean;
  readonly host: string;
}

/** Returns the lines below Vite's addresses: what is simulated where, and the control plane. */
function toBanner(
  { resolvedUrls }: ViteServer,
  { summary, adminToken }: Simulator,
  { routes, sandbox, console, host }: BannerContext,
): readonly string[] {
  const paths = routes.filter(({ path }) => !OWN_PATHS.has(path)).map(({ path }) => path);
  const place = sandbox === undefined ? '' : `, sandbox ${sandbox}`;
  const origin = (resolvedUrls?.local[0] ?? resolvedUrls?.network[0])?.match(/^https?:\/\/[^/]+/)?.[0] ?? '';
  return [
    `  ➜  Athena:  ${summary.title} at ${paths.join(', ')} (${summary.operations} operations${place})`,
    ...(console ? [`  ➜  Console: ${origin}/__admin/console/`] : []),
    ...(console && !isLoopback(host) ? [`  ➜  Admin:   ${PRODUCT.adminTokenHeader}: ${adminToken}`] : []),
  ];
}

/** The options that name files, which a change of reloads. */
const WATCHED = ['spec', 'fixtures', 'script', 'scenarios'] as const;
/** What the records of the demo world link to, besides the contract's operations. */
const DEMO_PATHS = ['/assets/avatars', '/assets/files', '/assets/media', '/assets/providers', '/shared'];
const OWN_PATHS: ReadonlySet<string> = new Set(['/__admin', '/__sandbox', '/sanctum', ...DEMO_PATHS]);
