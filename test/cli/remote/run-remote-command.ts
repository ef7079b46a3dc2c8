import { afterAll, beforeAll } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/simulator.ts';
import { createFakeContext } from '../fake-context.ts';

/** What a command has printed, and its exit code. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A server for the commands of a test file. */
export interface CommandServer {
  readonly url: () => string;
  /** Runs a command against the server. */
  readonly run: (...argv: readonly string[]) => Promise<CommandResult>;
  /** Runs a command with `--json`, and returns what it prints. */
  readonly runJson: (...argv: readonly string[]) => Promise<unknown>;
}

/** Starts a server on a free port before the tests of a file, and closes it after them. */
export function useCommandServer(options: SimulatorOptions = {}): CommandServer {
  let simulator: Simulator;
  let url: string;
  beforeAll(async () => {
    simulator = await createSimulator(options);
    ({ url } = await simulator.listen());
  });
  afterAll(() => simulator.close());
  const run = (...argv: readonly string[]): Promise<CommandResult> => runCommand([...argv, '--url', url]);
  return {
    url: () => url,
    run,
    runJson: async (...argv) => JSON.parse((await run(...argv, '--json')).out) as unknown,
  };
}

/** Runs a command line. */
export async function runCommand(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const context = createFakeContext({ argv, env });
  const code = await runCli(context);
  return { code, ...context.written };
}
