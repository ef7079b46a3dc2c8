import { median } from '../scripts/median.mjs';

/**
 * Runs all measurements once per round, in turn, so that a slow phase of the machine affects all of them. Returns the
 * median of each.
 */
export async function measureInTurns(things, rounds) {
  const seen = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(things)) seen[name].push(await measure());
  }
  return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values)]));
}

/** Calls `run` with started servers, and stops them afterwards in any case. `starts` are start functions by name. */
export async function withServers(starts, run) {
  const servers = {};
  try {
    for (const [name, start] of Object.entries(starts)) servers[name] = await start();
    return await run(servers);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}
