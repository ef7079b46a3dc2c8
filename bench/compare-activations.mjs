import { performance } from 'node:perf_hooks';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../scripts/median.mjs';
import { TOKEN } from './peers.mjs';
import { openClient } from './raw-client.mjs';
import { withServers } from './rounds.mjs';
import { at, startProcess } from './start-process.mjs';

/**
 * Compares how long this build and another take to activate a scenario, and how long another client waits meanwhile:
 * `node bench/compare-activations.mjs ../other [ROUNDS] [SCENARIO]`. The builds take turns, so that a slow phase of the
 * machine affects both.
 */
const [other, rounds = '7', scenario = '10000-agents'] = process.argv.slice(2);
if (other === undefined) {
  console.error('Give the folder of another build: node bench/compare-activations.mjs ../other');
  process.exit(2);
}
/** Milliseconds between two questions of the other client: more of them would be the work that is measured. */
const PAUSE = 50;
const HEALTH = '/__admin/health';
const start = (main) => () =>
  startProcess((port) => [main, '--port', port, '--log-level', 'warn', '--ephemeral'], { path: HEALTH });

await withServers(
  { own: start(at('dist/main.js')), other: start(join(resolve(other), 'dist/main.js')) },
  async ({ own, other: peer }) => {
    for (const server of [own, peer]) await activate(server);
    const pairs = [];
    for (let round = 0; round < Number(rounds); round += 1) {
      const turns = round % 2 === 0 ? [own, peer] : [peer, own];
      const measured = new Map();
      for (const server of turns) measured.set(server, await activate(server));
      pairs.push([measured.get(own), measured.get(peer)]);
    }
    const of = (index, name) => Math.round(median(pairs.map((pair) => pair[index][name])));
    const ratiosOf = (name) => pairs.map(([one, two]) => one[name] / two[name]);
    const ratios = ratiosOf('duration');
    console.log(
      `${scenario}: ${of(0, 'duration')} ms against ${of(1, 'duration')} ms; ratio ${median(ratios).toFixed(2)} ` +
        `(pairs: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}). ` +
        `Processor time: ${of(0, 'work')} ms against ${of(1, 'work')} ms; ratio ${median(ratiosOf('work')).toFixed(2)}. ` +
        `Longest wait of another client: ${of(0, 'wait')} ms against ${of(1, 'wait')} ms.`,
    );
  },
);

/**
 * Activates the scenario while another client asks now and then. Returns how long that took, the processor time of the
 * server, and the longest wait of the other client, in milliseconds.
 */
async function activate({ port, processorTime }) {
  const [presenter, client] = [await openClient(port, TOKEN), await openClient(port, TOKEN)];
  await presenter.request('POST', '/__admin/reset');
  const activation = { isDone: false };
  const [started, before] = [performance.now(), processorTime()];
  const activating = presenter.request('POST', `/__admin/scenarios/${scenario}/activate`).then((response) => {
    activation.isDone = true;
    if (response.status !== 200) throw new Error(`The activation got ${response.status}.`);
    return performance.now() - started;
  });
  let wait = 0;
  while (!activation.isDone) {
    const asked = performance.now();
    await client.request('GET', HEALTH);
    wait = Math.max(wait, performance.now() - asked);
    await sleep(PAUSE);
  }
  const duration = await activating;
  for (const each of [presenter, client]) each.close();
  return { duration, wait, work: processorTime() - before };
}
