import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatorConfig } from '../config/options.ts';
import { BootError } from '../kernel/boot-fault.ts';
import type { Logger } from '../kernel/logger.ts';
import { PRODUCT } from '../kernel/product.ts';
import { toBanner } from './banner.ts';
import { EXIT_CODES, type CliContext, type StartedSimulator, type Terminal } from './context.ts';
import { createLogger } from './create-logger.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/** Starts a simulator, says where it is, and serves until a signal stops it. Gives the exit code. */
export async function start(config: SimulatorConfig, context: CliContext): Promise<number> {
  const { terminal, redactedHeaders } = context;
  const logger = createLogger({ ...config, output: terminal.stderr, redactedHeaders });
  const stopped = waitForSignal(terminal);
  const simulator = await createOrReport(config, logger, context);
  if (simulator === undefined) return EXIT_CODES.failure;
  if (!(await listenOrReport(simulator, config, context))) return EXIT_CODES.failure;
  logger.info({ signal: await stopped }, 'stopping');
  return stop(simulator, config, terminal);
}

/** Resolves at the first signal. A second one ends the process at once. */
function waitForSignal(terminal: Terminal): Promise<string> {
  return new Promise((resolve) => {
    let state: 'running' | 'just told' | 'stopping' = 'running';
    terminal.onSignal((signal) => {
      if (state === 'stopping') terminal.exit(EXIT_CODES.interrupted);
      if (state !== 'running') return;
      // npm hands on the Ctrl-C that the terminal has sent to us already: one press comes twice.
      state = 'just told';
      setTimeout(() => (state = 'stopping'), SAME_PRESS).unref();
      resolve(signal);
    });
  });
}

async function createOrReport(
  config: SimulatorConfig,
  logger: Logger,
  context: CliContext,
): Promise<StartedSimulator | undefined> {
  try {
    return await context.createSimulator({ ...config, logger });
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    const headline = `${PRODUCT.name} cannot start: ${formatCount(error.faults.length, 'fault')}.`;
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
  try {
    const { url } = await simulator.listen({ port: config.port, host: config.host });
    terminal.stdout.write(toBanner({ ...simulator, version, url, config }));
    return true;
  } catch (error) {
    await simulator.close();
    const explanation = explainListenError(error, config);
    if (explanation === undefined) throw error;
    terminal.stderr.write(`${explanation}\n`);
    return false;
  }
}

function explainListenError(error: unknown, { port, host: asked }: SimulatorConfig): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  // One of several addresses may be the taken one.
  const host = 'host' in error && typeof error.host === 'string' ? error.host : asked;
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop what listens there, or give another --port.`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Give a --port of 1024 or more.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Give another --host.`;
    default:
      return undefined;
  }
}

async function stop(simulator: StartedSimulator, config: SimulatorConfig, terminal: Terminal): Promise<number> {
  const timer = new AbortController();
  // The simulator cuts requests at the timeout itself; what comes on top is for writing down the state.
  const late = sleep(config.shutdownTimeout + GRACE, 'late', { signal: timer.signal }).catch(() => 'cancelled');
  const outcome = await Promise.race([simulator.close().then(() => 'closed'), late]);
  timer.abort();
  if (outcome === 'closed') return judgeCoverage(simulator, config, terminal);
  terminal.stderr.write(`${PRODUCT.name} did not stop in time and was ended. Give a longer --shutdown-timeout.\n`);
  return EXIT_CODES.failure;
}

/** What a pipeline fails by, where somebody asks for it. */
function judgeCoverage(
  simulator: StartedSimulator,
  { coverageMin: least }: SimulatorConfig,
  { stderr }: Terminal,
): number {
  if (least === undefined) return EXIT_CODES.ok;
  const { covered, total, percent } = simulator.coverage().summary.responses;
  const isEnough = percent >= least;
  stderr.write(
    `${covered} of ${total} declared responses were exercised: ${percent} %${isEnough ? '' : `, and --coverage-min asks for ${least} %`}.\n`,
  );
  return isEnough ? EXIT_CODES.ok : EXIT_CODES.failure;
}

const SAME_PRESS = 300;
const GRACE = 5000;
