import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../scripts/find-free-port.mjs';

/** Returns the absolute path of a file of the project. */
export const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Starts a server with node or another command, with the arguments that `toArguments` returns for a free port, and
 * waits for its first response at `path`. Returns its address, the milliseconds until that response (`ready`), and
 * functions that measure and stop it. With `isProbed`, `probe` reports its memory after garbage collection.
 */
export async function startProcess(
  toArguments,
  { command = process.execPath, path, headers = {}, isProbed = false, cwd },
) {
  const port = String(await findFreePort());
  const probe = isProbed ? ['--expose-gc', '--import', at('bench/probe.mjs')] : [];
  const started = performance.now();
  // In a process group of its own, since some commands start the server as a child process.
  const options = { stdio: ['ignore', 'ignore', 'pipe', ...(isProbed ? ['ipc'] : [])], detached: true, cwd };
  const child = spawn(command, [...probe, ...toArguments(port)], options);
  killOnExit(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitForResponse(child, url + path, headers);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return {
    url,
    port: Number(port),
    ready: performance.now() - started,
    /** Resident memory in bytes. */
    memory: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024,
    /** Processor time of all the server's threads, in milliseconds. */
    processorTime() {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
      return (Number(user) + Number(system)) * 10;
    },
    /** Returns the server's `process.memoryUsage()` after garbage collection. */
    async probe() {
      child.send('memory');
      return (await once(child, 'message'))[0];
    },
    /** Stops the server gracefully. */
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
    stop: () => stop(child),
  };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

/** Kills the server when this process exits, so that an interrupted run leaves none behind. */
function killOnExit(child) {
  const end = () => process.kill(-child.pid, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

async function waitForResponse(child, url, headers) {
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-2000)));
  const end = performance.now() + MAX_START;
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The server exited with ${child.exitCode} before its first response: ${stderr}`);
    if (performance.now() > end) throw new Error(`${url} has not responded within ${MAX_START / 1000} s: ${stderr}`);
    try {
      await (await fetch(url, { headers })).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** In milliseconds. */
const MAX_START = 300_000;
