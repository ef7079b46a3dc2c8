import { OPTIONS } from '../../config/options.ts';
import type { Setting } from '../../config/parse-config.ts';
import { createRequestId } from '../../kernel/random/ids.ts';
import { checkAddress, createOrReport, reportListenError, type StartConfig } from '../local/start.ts';
import { createLogger } from '../log/create-logger.ts';
import type { CommandInput } from '../terminal/command-spec.ts';
import { EXIT_CODES } from '../terminal/context.ts';
import type { SessionConfig } from './session.ts';

/** The server that a session works with. */
export interface OpenServer extends SessionConfig {
  /** Stops the server, if the command has started it. */
  readonly close: () => Promise<void>;
}

/** Returns the running server that is named, otherwise starts one. Returns the exit code if that fails. */
export async function openServer(input: CommandInput): Promise<OpenServer | number> {
  const { config, settings, context } = input;
  if (!isGiven(settings, 'url')) return startServer(input);
  const [other] = settings.filter(({ origin, name }) => origin === OPTIONS[name].flag && !REMOTE.includes(name));
  if (other !== undefined) {
    context.terminal.stderr.write(
      `${other.origin} has no effect on a running server. Leave it out, or leave out --url to start a server with it.\n`,
    );
    return EXIT_CODES.usage;
  }
  const { url, adminToken, token, sandbox } = config;
  return {
    url,
    adminToken,
    token,
    ...toSandbox(sandbox, `mcp-${createRequestId().slice(0, 8)}`),
    close: async () => {},
  };
}

async function startServer({ config, settings, context }: CommandInput): Promise<OpenServer | number> {
  const { terminal } = context;
  if (config.noAdmin) {
    terminal.stderr.write('The tools need the control plane. Leave out --no-admin.\n');
    return EXIT_CODES.usage;
  }
  const own: StartConfig = {
    ...config,
    // The default port and folder are those of a server that may run beside this one.
    port: isGiven(settings, 'port') ? config.port : 0,
    data: isGiven(settings, 'data') ? config.data : undefined,
    shutdownTimeout: Math.min(config.shutdownTimeout, MAX_SHUTDOWN),
  };
  const logger = createLogger({ ...own, output: terminal.stderr, redactedHeaders: await context.redactedHeaders() });
  if (!(await checkAddress(own, context))) return EXIT_CODES.failure;
  const simulator = await createOrReport(own, logger, context);
  if (simulator === undefined) return EXIT_CODES.failure;
  let url = '';
  const listen = async (): Promise<void> => {
    ({ url } = await simulator.listen({ port: own.port, host: own.host }));
  };
  if (!(await reportListenError(listen, own, terminal))) {
    await simulator.close();
    return EXIT_CODES.failure;
  }
  // One session has the server for itself, so that the name can be the same each time: keys depend on it with a seed.
  const sandbox = toSandbox(config.sandbox, own.journal === undefined ? 'mcp' : `mcp-${createRequestId().slice(0, 8)}`);
  return { url, adminToken: simulator.adminToken, token: config.token, ...sandbox, close: () => simulator.close() };
}

function toSandbox(given: string | undefined, own: string): Pick<SessionConfig, 'sandbox' | 'isOwn'> {
  return { sandbox: given ?? own, isOwn: given === undefined };
}

function isGiven(settings: readonly Setting[], name: Setting['name']): boolean {
  return settings.some((setting) => setting.name === name && setting.origin !== 'default');
}

/** The options that concern a running server, too. */
const REMOTE: readonly Setting['name'][] = ['url', 'sandbox', 'adminToken', 'token', 'config'];
/** Milliseconds. A client kills a server that does not end within two seconds. */
const MAX_SHUTDOWN = 1000;
