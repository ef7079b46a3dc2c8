import type { RequestListener } from 'node:http';
import type { FileWatcher } from './assembly/engine/watch-files.ts';
import type { CompleteOptions } from './assembly/load/complete-options.ts';
import { loadSamplerModules } from './assembly/load/create-response-sampler.ts';
import { toClosedError, toSimulatorError, type Lifetime } from './assembly/testing/public-errors.ts';
import { toYaml } from './document/to-yaml.ts';
import { createRejectionLog } from './http/rejection-log.ts';
import { listen, type ListeningServer, type ListenOptions } from './http/server/listen.ts';
import { SimulatorError } from './kernel/simulator-error.ts';
import { toReason } from './kernel/text/to-reason.ts';
import type { World } from './store/port/world.ts';

/** What servers serve. `hosts` collects the hosts that they listen on. */
interface Served {
  readonly app: RequestListener;
  /** Returns the path templates of the contract, which tell what is secret in a path. */
  readonly listPaths: () => readonly string[];
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

/** The servers of a simulator, and whether it is closed. */
interface Serving {
  readonly lifetime: Lifetime;
  listen(options?: {
    readonly port?: number;
    readonly host?: string;
  }): Promise<{ readonly url: string; readonly port: number }>;
  close(): Promise<void>;
}

/** Manages the servers of one world. Closing stops them and then closes the world. */
export function serve({ app, listPaths, world, config, hosts, watch, warmUp, stopWork, onClose }: Served): Serving {
  const servers: ListeningServer[] = [];
  let preloading: Promise<unknown> | undefined;
  let closing: Promise<void> | undefined;
  const isClosed = (): boolean => closing !== undefined;
  const onReject = createRejectionLog(config.logger, listPaths);
  const close = async (): Promise<void> => {
    await runAll([
      () => world.store.announceClose(),
      () => watch.close(),
      () => Promise.all([...servers.map((server) => server.close(config.shutdownTimeout)), preloading]),
      stopWork,
      () => world.store.close(),
      onClose,
    ]);
  };
  return {
    listen: async ({ port = config.port, host = config.host } = {}) => {
      if (isClosed()) throw toClosedError('Failed to listen: the simulator is closed.');
      hosts.add(host);
      const server = await bind(app, { port, host, onReject }, config);
      // The simulator may have been closed while the server started.
      if (isClosed()) {
        await server.close(0);
        throw toClosedError('Failed to listen: the simulator is closed.');
      }
      servers.push(server);
      preloading ??= Promise.allSettled([preloadModules(), warmUp()]);
      return { url: server.url, port: server.port };
    },
    lifetime: {
      get isClosed() {
        return isClosed();
      },
    },
    close: () => (closing ??= close()),
  };
}

/**
 * Runs steps in their order. Goes on after one that fails, so that the data folder is released in any case, and then
 * rejects with a SimulatorError of the first failure.
 */
async function runAll(steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw toSimulatorError(failures[0]);
}

/** Starts a server. Rejects with a SimulatorError of the code LISTEN_FAILED, whose cause is the system's error. */
async function bind(
  app: RequestListener,
  address: Pick<ListenOptions, 'port' | 'host' | 'onReject'>,
  { maxInFlight, trustProxy }: CompleteOptions,
): Promise<ListeningServer> {
  try {
    return await listen(app, { ...address, maxInFlight, trustProxy });
  } catch (error) {
    throw new SimulatorError('LISTEN_FAILED', toReason(error), { cause: error });
  }
}

/**
 * Loads the modules that only some requests need (Express, the faker, YAML), once the server listens. Node caches a
 * failed module load forever. If the first request loaded them while no file descriptor was free, every such request
 * would fail from then on.
 */
async function preloadModules(): Promise<void> {
  await Promise.allSettled([import('./http/express-app.ts'), loadSamplerModules(), Promise.resolve({}).then(toYaml)]);
}
