import { median } from './servers.mjs';

/**
 * Measures each of several things once a round, in turns, so that a slow moment of the machine hits all of them. Gives
 * each one's median.
 */
export async function measureInTurns(things, rounds) {
  const seen = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(things)) seen[name].push(await measure());
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values)]));
}

/** Runs with servers that are stopped after it, whatever happens. `starts`: functions that start one each, by name. */
export async function withServers(starts, run) {
  const servers = {};
  try {
    for (const [name, start] of Object.entries(starts)) servers[name] = await start();
    return await run(servers);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}
