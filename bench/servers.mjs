import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { at, startProcess } from './start-process.mjs';

/** How each server is started on a document: the arguments of node. */
const SERVERS = {
  simulator: (document, port) => [
    at('dist/main.js'),
    '--spec',
    document,
    '--port',
    port,
    '--ephemeral',
    '--log-level',
    'silent',
  ],
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

/** Starts a server on a document and waits for its first answer. */
export function startServer(name, document, path) {
  return startProcess((port) => SERVERS[name](document, port), { path, headers: HEADERS });
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

/**
 * Reads an answer to its end and gives its status. Not by `fetch`, whose own work would be half of what is measured.
 */
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

/**
 * Whatever credentials the documents ask for, which nobody checks; and the example of the success, since a server that
 * remembers has no such record.
 */
const HEADERS = { authorization: 'Bearer anything', 'x-figma-token': 'anything', prefer: 'code=200' };
