import { performance } from 'node:perf_hooks';
import { median } from '../../scripts/median.mjs';
import { at } from '../start-process.mjs';
import { notMeasured, toMilliseconds, toResult } from '../result.mjs';
import { ACCOUNT, TOKEN } from '../peers.mjs';

/** Measures an in-process simulator as tests use it: creation and reset. */
export async function measureEmbedded({ repeats }) {
  const { createSimulator } = await import(at('dist/index.js'));
  await (await createSimulator()).close();
  const made = [];
  for (let number = 0; number < repeats; number += 1) {
    const started = performance.now();
    const simulator = await createSimulator();
    made.push(performance.now() - started);
    await simulator.close();
  }
  const fresh = median(made);
  return [
    toResult({
      what: 'Create an in-process simulator, in milliseconds',
      own: toMilliseconds(fresh),
      ratio: fresh,
      max: 5,
    }),
    await measureReset(await createSimulator(), repeats),
  ];
}

async function measureReset(simulator, repeats) {
  const what = 'Reset to the initial state, in milliseconds';
  if (typeof simulator.reset !== 'function') return notMeasured(what, 'A simulator has no `reset()` in this version.');
  const times = [];
  const first = await read(simulator);
  for (let number = 0; number < repeats; number += 1) {
    await rename(simulator, number);
    const started = performance.now();
    await simulator.reset();
    times.push(performance.now() - started);
  }
  if ((await read(simulator)) !== first) throw new Error('A reset did not restore the initial state.');
  const taken = median(times);
  await simulator.close();
  return toResult({ what, own: toMilliseconds(taken), ratio: taken, max: 1 });
}

async function read(simulator) {
  return (await simulator.fetch(`http://localhost${ACCOUNT}`, { headers: TOKEN })).text();
}

async function rename(simulator, number) {
  const body = JSON.stringify({ provider_display_name: `Renamed ${number}` });
  const headers = { ...TOKEN, 'content-type': 'application/json' };
  const response = await simulator.fetch(`http://localhost${ACCOUNT}`, { method: 'PUT', headers, body });
  if (response.status !== 200) throw new Error(`A PUT got ${response.status}.`);
}
