import { median } from '../../scripts/median.mjs';
import { findJavaObstacle, MOCKSERVER, startMockServer, startWireMock, WIREMOCK } from '../java-peers.mjs';
import { ACCOUNT, startSimulator, TOKEN } from '../peers.mjs';
import { notMeasured, toMegabytes, toMilliseconds, toRate, toResult } from '../result.mjs';
import { measureInTurns, withServers } from '../rounds.mjs';

/**
 * Measures a GET and a list against WireMock and MockServer, which serve the same bodies as stubs. They use all cores
 * and the simulator one, so the processor time of a request is compared too.
 */
export async function measureJava({ load, seconds, rounds }) {
  const obstacle = await findJavaObstacle();
  if (obstacle !== undefined) return [notMeasured('GET and list, against WireMock and MockServer', obstacle)];
  let stubs;
  const toStart = (start, hasJournal) => () => start(stubs, { hasJournal });
  const starts = {
    simulator: async () => {
      const server = await startSimulator(['--ephemeral']);
      stubs = await Promise.all([ACCOUNT, LIST].map((path) => readStub(server.url, path)));
      return server;
    },
    wiremock: toStart(startWireMock, true),
    wiremockQuiet: toStart(startWireMock, false),
    mockserver: toStart(startMockServer, true),
    mockserverQuiet: toStart(startMockServer, false),
  };
  return withServers(starts, async (servers) => {
    const memory = Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, server.memory()]));
    const work = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
    const ask = (name, path, duration) => async () => {
      const server = servers[name];
      const before = server.processorTime();
      const rate = await load({ url: server.url + path, headers: TOKEN, connections: 32, seconds: duration });
      if (path === ACCOUNT) work[name].push((server.processorTime() - before) / (rate * duration));
      return rate;
    };
    const names = Object.keys(servers);
    // A Java server needs a longer warm-up, not counted.
    for (const name of names) await ask(name, ACCOUNT, seconds * WARM_UP)();
    for (const name of names) work[name] = [];
    const gets = await measureInTurns(
      toMeasures(names, (name) => ask(name, ACCOUNT, seconds)),
      rounds,
    );
    const lists = await measureInTurns(
      toMeasures(names, (name) => ask(name, LIST, seconds)),
      rounds,
    );
    return toResults({ gets, lists, work, memory, servers });
  });
}

function toResults({ gets, lists, work, memory, servers }) {
  return PEERS.flatMap(([name, title, min]) => {
    const [own, peer] = [median(work.simulator), median(work[name])];
    const against = (what, measured, format, wanted = {}) =>
      toResult({
        what: `${what}, against ${title}`,
        own: format(measured.simulator),
        peer: format(measured[name]),
        ratio: measured.simulator / measured[name],
        ...wanted,
      });
    const ready = Object.fromEntries(Object.entries(servers).map(([each, server]) => [each, server.ready]));
    return [
      against('GET one nested account', gets, toRate, min === undefined ? {} : { min }),
      against('Processor time of a GET', { simulator: own, [name]: peer }, toMilliseconds, { max: 0.7 }),
      against('List of 15 nested accounts', lists, toRate),
      ...(min === undefined
        ? []
        : [
            against('Start to first answer', ready, toMilliseconds),
            against('Memory after the start', memory, toMegabytes),
          ]),
    ];
  });
}

/** Each peer: its name, its title, and the wanted ratio of rates; undefined for a peer without its journal. */
const PEERS = [
  ['wiremock', `WireMock ${WIREMOCK} with its journal`, 1],
  ['wiremockQuiet', `WireMock ${WIREMOCK} without its journal`, undefined],
  ['mockserver', `MockServer ${MOCKSERVER} with its event log`, 0.5],
  ['mockserverQuiet', `MockServer ${MOCKSERVER} with one entry in its event log`, undefined],
];

async function readStub(url, path) {
  return { path, body: await (await fetch(url + path, { headers: TOKEN })).text() };
}

function toMeasures(names, toMeasure) {
  return Object.fromEntries(names.map((name) => [name, toMeasure(name)]));
}

const LIST = '/api/v1/accounts?per_page=15';
/** How many times longer than a measurement the warm-up is. */
const WARM_UP = 3;
