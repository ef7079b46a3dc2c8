#!/usr/bin/env node
import { readVersion } from './assembly/load/read-version.ts';
import { runCli } from './cli/run-cli.ts';
import type { Terminal } from './cli/context.ts';
import { checkAddress } from './http/server/bind.ts';
import { releaseMemoryWhenIdle } from './kernel/release-memory.ts';
import {
  createSimulator,
  exportSnapshot,
  importSnapshot,
  REDACTED_HEADERS,
  repairData,
  validateContract,
  writeStarter,
  writeWorld,
} from './simulator.ts';

const terminal: Terminal = {
  argv: process.argv.slice(2),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  onSignal: (listener) => {
    process.on('SIGINT', listener);
    process.on('SIGTERM', listener);
  },
  exit: (code) => process.exit(code),
  releaseMemory: () => releaseMemoryWhenIdle(),
};

// The reader of a pipe may exit (`| head`). The server continues without it.
process.stdout.on('error', ignore);
process.stderr.on('error', ignore);

// Exits explicitly, because a connection that a client holds open must not keep a stopped server alive.
process.exit(
  await runCli({
    terminal,
    version: readVersion(),
    redactedHeaders: REDACTED_HEADERS,
    checkAddress,
    createSimulator,
    exportSnapshot,
    importSnapshot,
    repairData,
    validateContract,
    writeStarter,
    writeWorld,
  }),
);

function ignore(): void {}
