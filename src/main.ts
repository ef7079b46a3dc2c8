#!/usr/bin/env node
import { statfs } from 'node:fs/promises';
import { readVersion } from './assembly/load/read-version.ts';
import { runCli } from './cli/run-cli.ts';
import type { Terminal } from './cli/terminal/context.ts';
import { watchOutput } from './cli/terminal/watch-output.ts';

const terminal: Terminal = {
  argv: process.argv.slice(2),
  env: process.env,
  folder: process.cwd(),
  nodeVersion: process.versions.node,
  stdout: process.stdout,
  stderr: process.stderr,
  openStdio: () => ({ input: process.stdin, output: process.stdout }),
  takeOutputError: watchOutput(process.stdout),
  onSignal: (listener) => {
    process.on('SIGINT', listener);
    process.on('SIGTERM', listener);
  },
  exit: (code) => process.exit(code),
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
  releaseMemory: () =>
    void import('./kernel/release-memory.ts').then(({ releaseMemoryWhenIdle }) => releaseMemoryWhenIdle()),
};

// Errors and the log are written here: there is no other place to report that this fails. The server continues.
process.stderr.on('error', () => {});

// Exits explicitly, because a connection that a client holds open must not keep a stopped server alive.
process.exit(
  await runCli({
    terminal,
    version: readVersion(),
    redactedHeaders: async () => (await loadSimulator()).REDACTED_HEADERS,
    checkAddress: async (address) => (await import('./http/server/bind.ts')).checkAddress(address),
    createSimulator: async (options) => (await loadSimulator()).createSimulator(options),
    exportSnapshot: async (options) => (await loadSimulator()).exportSnapshot(options),
    importSnapshot: async (options) => (await loadSimulator()).importSnapshot(options),
    findFreeSpace,
    findDataHolder: async (data) => (await loadSimulator()).findDataHolder(data),
    inspectData: async (data) => (await loadSimulator()).inspectData(data),
    inspectDatabase: async (url) => (await loadSimulator()).inspectDatabase(url, process.env),
    repairData: async (data) => (await loadSimulator()).repairData(data),
    validateContract: async (options) => (await loadSimulator()).validateContract(options),
    appendGuide: async (folder) => (await loadSimulator()).appendGuide(folder),
    writeStarter: async (folder) => (await loadSimulator()).writeStarter(folder),
    writeWorld: async (options) => (await loadSimulator()).writeWorld(options),
  }),
);

/** Loads the simulator only for a command that needs it: that takes longer than everything else that they do. */
async function loadSimulator() {
  return import('./simulator.ts');
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  // The end of the input, or Ctrl-C, is no answer.
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('')));
  const answer = await Promise.race([reader.question(question), ended]);
  reader.close();
  return answer;
}

async function findFreeSpace(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
