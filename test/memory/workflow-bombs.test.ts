import { expect, it } from 'vitest';
import type { SoakedServer } from '../soak/start-server.ts';
import { expectBoundedMemory } from './expect-bounded-memory.ts';

const START = { id: 's', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} };

/** Returns a workflow of consecutive steps, each of which uses the output of the step before it. */
function inRow(count: number, toParameters: (before: string, index: number) => object): object {
  const steps = Array.from({ length: count }, (_, index) => ({
    ...START,
    id: `s${index}`,
    type: 'data.set',
    data: { parameters: toParameters(index === 0 ? 's' : `s${index - 1}`, index) },
  }));
  const edges = steps.map(({ id }, index) => ({ id, source: index === 0 ? 's' : `s${index - 1}`, target: id }));
  return { nodes: [START, ...steps], edges };
}

/** A workflow with a loop whose data grows in each round. */
const GROWING_LOOP = {
  nodes: [
    START,
    { ...START, id: 'loop', type: 'logic.loop', data: { parameters: { times: 100 } } },
    { ...START, id: 'grow', type: 'data.set', data: { parameters: { v: `${'A'.repeat(50_000)}{{ loop.round }}` } } },
  ],
  edges: [
    { id: 'a', source: 's', target: 'loop' },
    { id: 'b', source: 'loop', source_handle: 'loop', target: 'grow' },
    { id: 'c', source: 'grow', target: 'loop' },
  ],
};

it.each<[string, object]>([
  [
    'texts that repeat others',
    inRow(5, (before, index) => ({ v: index === 0 ? 'A'.repeat(1000) : `{{ ${before}.v }}`.repeat(75) })),
  ],
  [
    'lists that repeat others',
    inRow(5, (before, index) => ({
      v: index === 0 ? 'A'.repeat(1000) : Array.from({ length: 75 }, () => `{{ ${before}.v }}`),
    })),
  ],
  [
    'a text that doubles',
    inRow(40, (before, index) => ({ v: index === 0 ? 'A' : `{{ ${before}.v }}{{ ${before}.v }}` })),
  ],
  [
    'quotes that are escaped again and again',
    inRow(40, (before, index) => ({ v: index === 0 ? '"\\"' : `{{ ${before} }}{{ ${before} }}` })),
  ],
  ['a loop that grows', GROWING_LOOP],
])(
  'memory stays bounded for workflows of %s, and other clients are served',
  { timeout: 300_000 },
  async (_what, graph) => {
    await expectBoundedMemory(['--ephemeral', '--speed', 'instant'], async (server) => {
      const made = await send(server, '/workflows', { name: 'Bomb', status: 'active', ...graph });
      for (let number = 0; number < 12; number += 1) {
        const { is_finished: isFinished, status } = await send(
          server,
          `/workflows/${String(made['uuid'])}/webhook`,
          {},
        );
        expect([isFinished, status]).toEqual([true, 'error']);
      }
    });
  },
);

async function send({ url }: SoakedServer, path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(201);
  return ((await response.json()) as { readonly data: Readonly<Record<string, unknown>> }).data;
}
