import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT, startBare, startPrism, startSimulator, TOKEN } from '../peers.mjs';
import { toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/** Measures GET of one nested account, against bare servers that serve the same body and against Prism. */
export async function measureGet({ folder, load, seconds, rounds }) {
  const bodyFile = join(folder, 'account.json');
  const starts = {
    simulator: async () => {
      const server = await startSimulator(['--data', join(folder, 'get')]);
      await writeFile(bodyFile, await (await fetch(server.url + ACCOUNT, { headers: TOKEN })).text());
      return server;
    },
    json: () => startBare('express-json', bodyFile),
    buffer: () => startBare('express-buffer', bodyFile),
    http: () => startBare('node-http', bodyFile),
    prism: startPrism,
  };
  return withServers(starts, async (servers) => {
    const ask = (server, duration) =>
      load({ url: server.url + ACCOUNT, headers: TOKEN, connections: 32, seconds: duration });
    // Warm-up, not counted.
    for (const server of Object.values(servers)) await ask(server, seconds / 2);
    const measures = Object.fromEntries(
      Object.entries(servers).map(([name, server]) => [name, () => ask(server, seconds)]),
    );
    return toResults(await measureInTurns(measures, rounds));
  });
}

function toResults(rates) {
  const against = (name, title, wanted) =>
    toResult({
      what: `GET one nested account, against ${title}`,
      own: toRate(rates.simulator),
      peer: toRate(rates[name]),
      ratio: rates.simulator / rates[name],
      ...wanted,
    });
  return [
    against('json', 'Express 5 `res.json`', { min: 1.2 }),
    against('buffer', 'Express 5 with a prepared buffer', { min: 0.8 }),
    against('prism', 'Prism', { min: 8 }),
    against('http', 'node:http with a prepared buffer (the limit)', {}),
  ];
}
