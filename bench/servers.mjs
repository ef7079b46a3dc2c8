import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** How each server is started on a document: the arguments of node. */
const SERVERS = {
  simulator: (document, port) => [at('dist/main.js'), '--spec', document, '--port', port, '--ephemeral', '--log-level', 'silent'],
  prism: (document, port) => [
    at('node_modules/@stoplight/prism-cli/dist/index.js'),
    'mock',
    document,
    '--port',
    port,
    '--verboseLevel',
    'fatal',
  ],
};

/** Starts a server and waits for its first answer. Gives its address, the milliseconds from the start of node to that answer, and how to look at it and stop it. */
export async function startServer(name, document, path) {
  const port = String(await findFreePort());
  const started = performance.now();
  const server = spawn(process.execPath, SERVERS[name](document, port), { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(server, url + path);
  return {
    url,
    ready: performance.now() - started,
    /** Resident memory in bytes. */
    memory: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024,
    stop: async () => {
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

async function untilAnswered(server, url) {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`A server ended with ${server.exitCode} before it answered.`);
    try {
      await (await fetch(url, { headers: HEADERS })).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Milliseconds of each of `count` requests, one after the other on one connection. */
export async function timeRequests(url, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const started = performance.now();
    const status = await request(url, agent);
    if (status !== 200) throw new Error(`${url} answered ${status}, not 200.`);
    times.push(performance.now() - started);
  }
  agent.destroy();
  return times;
}

/** Reads an answer to its end and gives its status. Not by `fetch`, whose own work would be half of what is measured. */
function request(url, agent) {
  return new Promise((resolve, reject) => {
    const sent = get(url, { agent, headers: HEADERS }, (response) => {
      response.on('end', () => resolve(response.statusCode));
      response.resume();
    });
    sent.on('error', reject);
  });
}

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Whatever credentials the documents ask for, which nobody checks; and the example of the success, since a server that remembers has no such record. */
const HEADERS = { authorization: 'Bearer anything', 'x-figma-token': 'anything', prefer: 'code=200' };
