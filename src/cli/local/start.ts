import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandConfig, SimulatorConfig } from '../../config/simulator-config.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { SimulatorError } from '../../kernel/simulator-error.ts';
import type { Logger } from '../../kernel/logger.ts';
import { formatShare } from '../../kernel/text/format-share.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { RESPONDER_KEY } from '../../config/responder-key.ts';
import { toBanner } from './banner.ts';
import { EXIT_CODES, type CliContext, type StartedSimulator, type Terminal } from '../terminal/context.ts';
import { createLogger } from '../log/create-logger.ts';
import { formatCount, toFaultReport } from '../terminal/fault-report.ts';
import { withProgress } from '../terminal/progress-bar.ts';
import { explainListenError, type HeldData } from '../terminal/listen-error.ts';

/** Starts a simulator, prints the banner, and serves until a signal arrives. Returns the exit code. */
export async function start(config: StartConfig, context: CliContext): Promise<number> {
  const { terminal } = context;
  const stopped = waitForSignal(terminal);
  const logger = createLogger({
    ...config,
    output: terminal.stderr,
    redactedHeaders: await context.redactedHeaders(),
  });
  // Before the data folder is opened: a start that fails must not have written to it.
  if (!(await checkAddress(config, context))) return EXIT_CODES.failure;
  const simulator = await createOrReport(config, logger, context);
  if (simulator === undefined) return EXIT_CODES.failure;
  if (!(await listenOrReport(simulator, config, context))) return EXIT_CODES.failure;
  void reportOutputError(terminal, logger);
  // Reading a large document takes twice the memory that serving it does.
  if (simulator.summary.operations >= LARGE_CONTRACT) terminal.releaseMemory();
  logger.info({ signal: await stopped }, 'stopping');
  return stop(simulator, config, terminal);
}

/** The configuration of a server: a simulator's, and the kind of its responder. */
export type StartConfig = SimulatorConfig & Partial<Pick<CommandConfig, 'responder'>>;

/** Resolves at the first signal. A second one exits immediately. */
export function waitForSignal(terminal: Terminal): Promise<string> {
  return new Promise((resolve) => {
    let state: 'running' | 'signalled' | 'stopping' = 'running';
    terminal.onSignal((signal) => {
      if (state === 'stopping') terminal.exit(EXIT_CODES.interrupted);
      if (state !== 'running') return;
      // One Ctrl-C arrives twice under npm: from the terminal, and forwarded by npm.
      state = 'signalled';
      setTimeout(() => (state = 'stopping'), DUPLICATE_WINDOW).unref();
      resolve(signal);
    });
  });
}

/** Creates the simulator, or prints why it cannot start. */
export async function createOrReport(
  config: StartConfig,
  logger: Logger,
  context: CliContext,
): Promise<StartedSimulator | undefined> {
  try {
    const responderKey = context.terminal.env[RESPONDER_KEY] || undefined;
    return await withProgress(context.terminal.stderr, 'Reading the log', (onProgress) =>
      context.createSimulator({ ...config, logger, responderKey, onProgress }),
    );
  } catch (error) {
    if (!(error instanceof BootError)) throw toCause(error);
    const headline = `Failed to start ${PRODUCT.name}: ${formatCount(error.faults.length, 'fault')}.`;
    context.terminal.stderr.write(toFaultReport(headline, error.faults));
    return undefined;
  }
}

async function listenOrReport(
  simulator: StartedSimulator,
  config: SimulatorConfig,
  context: CliContext,
): Promise<boolean> {
  const { terminal, version } = context;
  const listen = async (): Promise<void> => {
    try {
      const { url } = await simulator.listen({ port: config.port, host: config.host });
      terminal.stdout.write(toBanner({ ...simulator, version, url, config }));
      // For programs that start the server: a line that they can wait for, and read the address from.
      if (terminal.stdout.isTTY !== true) terminal.stdout.write(`${PRODUCT.urlVariable}=${url}\n`);
    } catch (error) {
      await simulator.close();
      throw error;
    }
  };
  return reportListenError(listen, config, terminal);
}

/** Logs that the banner could not be written. The server continues, and its exit code does not tell it. */
async function reportOutputError(terminal: Terminal, logger: Logger): Promise<void> {
  const error = await terminal.takeOutputError();
  if (error !== undefined) logger.warn({}, `Failed to write to standard output: ${toReason(error)}.`);
}

/** Returns false when a start cannot listen on its address, and prints why, also that its data folder is held. */
export function checkAddress(config: SimulatorConfig, context: CliContext): Promise<boolean> {
  const { port, host, data } = config;
  const findHeld = async (): Promise<HeldData | undefined> => {
    const by = data === undefined ? undefined : await context.findDataHolder(data);
    return data === undefined || by === undefined ? undefined : { data, by };
  };
  return reportListenError(() => context.checkAddress(config), { port, host, findHeld }, context.terminal);
}

/** Returns false, and prints why, when an address cannot be listened on. */
export async function reportListenError(
  listen: () => Promise<void>,
  {
    findHeld,
    ...address
  }: Pick<SimulatorConfig, 'port' | 'host'> & { readonly findHeld?: () => Promise<HeldData | undefined> },
  { stderr }: Terminal,
): Promise<boolean> {
  try {
    await listen();
    return true;
  } catch (failure) {
    const error = toCause(failure);
    const explanation = explainListenError(error, { ...address, held: await findHeld?.() });
    if (explanation === undefined) throw error;
    stderr.write(`Failed to listen: ${explanation.reason} ${explanation.remedy}\n`);
    return false;
  }
}

/** Returns what the system reported, which the error of the TypeScript API wraps. */
function toCause(error: unknown): unknown {
  return error instanceof SimulatorError && error.cause !== undefined ? error.cause : error;
}

/** The options of how the server stops. */
export type StopConfig = Pick<SimulatorConfig, 'shutdownTimeout' | 'coverageMin'>;

async function stop(simulator: StartedSimulator, config: StopConfig, terminal: Terminal): Promise<number> {
  const timer = new AbortController();
  // The simulator itself aborts requests at the timeout; the extra time is for storing the state.
  const late = sleep(config.shutdownTimeout + STORE_GRACE, 'late', { signal: timer.signal }).catch(() => 'cancelled');
  const outcome = await Promise.race([simulator.close().then(() => 'closed'), late]);
  timer.abort();
  if (outcome === 'closed') return checkCoverage(simulator, config, terminal);
  terminal.stderr.write(`${PRODUCT.name} did not stop in time and was terminated. Give a longer --shutdown-timeout.\n`);
  return EXIT_CODES.failure;
}

/** Prints the coverage when `--coverage-min` is set. Returns the exit code. */
function checkCoverage(simulator: StartedSimulator, { coverageMin }: StopConfig, { stderr }: Terminal): number {
  if (coverageMin === undefined) return EXIT_CODES.ok;
  const { responses } = simulator.coverage().summary;
  const { covered, total, percent } = responses;
  const isEnough = percent >= coverageMin;
  stderr.write(
    `${covered} of ${total} declared responses were covered: ${formatShare(responses)} %${isEnough ? '' : `, below --coverage-min ${coverageMin} %`}.\n`,
  );
  return isEnough ? EXIT_CODES.ok : EXIT_CODES.failure;
}

/** Milliseconds within which a second signal counts as the same Ctrl-C. */
const DUPLICATE_WINDOW = 300;
/** Milliseconds beyond the shutdown timeout for storing the state. */
const STORE_GRACE = 5000;
/** Operations. */
const LARGE_CONTRACT = 300;
