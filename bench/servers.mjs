import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { at, startProcess } from './start-process.mjs';

/** The arguments of node that start each server with a document. */
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

/** Starts a server with a document and waits for its first response. */
export function startServer(name, document, path) {
  return startProcess((port) => SERVERS[name](document, port), { path, headers: HEADERS });
}

/** Returns the milliseconds of each of `count` sequential requests on one connection. */
export async function timeRequests(url, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const started = performance.now();
    const status = await request(url, agent);
    if (status !== 200) throw new Error(`${url} responded with ${status}, not 200.`);
    times.push(performance.now() - started);
  }
  agent.destroy();
  return times;
}

/** Reads a response to its end and returns its status. `fetch` would account for half of the measured time. */
function request(url, agent) {
  return new Promise((resolve, reject) => {
    const sent = get(url, { agent, headers: HEADERS }, (response) => {
      response.on('end', () => resolve(response.statusCode));
      response.resume();
    });
    sent.on('error', reject);
  });
}

/**
 * The credentials that the documents require, which are not verified; and the preference for the example of a success,
 * since the stateful server has no such record.
 */
const HEADERS = { authorization: 'Bearer anything', 'x-figma-token': 'anything', prefer: 'code=200' };
