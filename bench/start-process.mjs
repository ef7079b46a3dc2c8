import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** A file of the project. */
export const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * Starts node with what `toArguments` gives for a free port, and waits for its first answer at `path` (a 200, if it is
 * to be one). Gives its address, the milliseconds from the start of node to that answer, and how to look at it and stop
 * it. `isProbed`: it can be asked for its memory after a collection of garbage.
 */
export async function startProcess(toArguments, { path, headers = {}, isProbed = false }) {
  const port = String(await findFreePort());
  const probe = isProbed ? ['--expose-gc', '--import', at('bench/probe.mjs')] : [];
  const started = performance.now();
  // A group of its own: some servers are children of what is started.
  const options = { stdio: ['ignore', 'ignore', 'pipe', ...(isProbed ? ['ipc'] : [])], detached: true };
  const child = spawn(process.execPath, [...probe, ...toArguments(port)], options);
  endWithUs(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilAnswered(child, url + path, headers);
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
    /** What the server has used of the processor, all threads of it, in milliseconds. */
    processorTime() {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
      return (Number(user) + Number(system)) * 10;
    },
    /** `process.memoryUsage()` of the server after a collection. */
    async probe() {
      child.send('memory');
      return (await once(child, 'message'))[0];
    },
    /** Lets it end as it likes to. */
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

/** A run that is broken off leaves no server behind. */
function endWithUs(child) {
  const end = () => process.kill(-child.pid, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

async function untilAnswered(child, url, headers) {
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-2000)));
  const end = performance.now() + MAX_START;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode} before it answered: ${said}`);
    if (performance.now() > end) throw new Error(`${url} has not answered in ${MAX_START / 1000} s: ${said}`);
    try {
      await (await fetch(url, { headers })).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** In milliseconds. */
const MAX_START = 300_000;
