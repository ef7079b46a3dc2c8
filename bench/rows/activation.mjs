import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../scripts/median.mjs';
import { toMilliseconds, toResult } from '../result.mjs';
import { at } from '../start-process.mjs';

/** Measures how long the largest scenario takes to be active, and for how long at a time it holds the event loop. */
export async function measureActivation({ repeats }) {
  const { createSimulator } = await import(at('dist/index.js'));
  const simulator = await createSimulator();
  // Warm-up, not counted: the first activation compiles the checks of a record.
  await activate(simulator);
  const runs = [];
  for (let number = 0; number < Math.min(repeats, MAX_REPEATS); number += 1) runs.push(await activate(simulator));
  await simulator.close();
  const [duration, hold] = [median(runs.map((run) => run.duration)), median(runs.map((run) => run.hold))];
  return [
    toResult({
      what: 'Activate 10000-agents, in milliseconds',
      own: toMilliseconds(duration),
      ratio: duration,
      max: 1000,
    }),
    toResult({
      what: 'Longest hold of the event loop meanwhile, in milliseconds',
      own: toMilliseconds(hold),
      ratio: hold,
      max: 50,
    }),
  ];
}

async function activate(simulator) {
  await simulator.reset();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await sleep(MARGIN);
  const started = performance.now();
  await simulator.scenario('10000-agents');
  const duration = performance.now() - started;
  await sleep(MARGIN);
  delay.disable();
  if (simulator.state().collections.agents.length !== 10_000)
    throw new Error('The scenario has not made 10,000 agents.');
  return { duration, hold: delay.max / 1e6 };
}

const MAX_REPEATS = 9;
/** Milliseconds. The delay is sampled by a timer, which needs a turn before and after. */
const MARGIN = 20;
