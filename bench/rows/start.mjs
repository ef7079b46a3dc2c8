import { join } from 'node:path';
import { startPrism, startSimulator } from '../peers.mjs';
import { toMilliseconds, toResult } from '../result.mjs';
import { measureInTurns } from '../rounds.mjs';

/** Measures the time from the start of node to the first response. */
export async function measureStart({ folder, worlds, sizes, rounds }) {
  const demo = join(folder, 'start');
  const large = await worlds.copyData(sizes.large, 'start-large');
  const time = (start) => async () => {
    const server = await start();
    await server.stop();
    return server.ready;
  };
  const measures = {
    demo: time(() => startSimulator(['--data', demo])),
    prism: time(startPrism),
    large: time(() => startSimulator(['--data', large])),
  };
  // Warm-up, not counted: the first start writes the demo world to its folder.
  await measures.demo();
  const { demo: own, prism, large: stored } = await measureInTurns(measures, rounds);
  return [
    toResult({
      what: 'Start to first answer, demo world, against Prism',
      own: toMilliseconds(own),
      peer: toMilliseconds(prism),
      ratio: own / prism,
      max: 0.3,
    }),
    toResult({
      what: `Start to first answer with ${sizes.large} records, in seconds`,
      own: toMilliseconds(stored),
      ratio: stored / 1000,
      max: 3,
    }),
  ];
}
