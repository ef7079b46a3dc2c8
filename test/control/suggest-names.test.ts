import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { createCaller, type Call } from './admin.ts';

let simulator: Simulator;
let call: Call;
beforeAll(async () => {
  simulator = await createSimulator();
  call = createCaller(simulator);
});
afterAll(() => simulator.close());

it.each([
  ['POST', '/__admin/faults', { kind: 'drop', operationId: 'listAgents' }, /Did you mean operation_id\?/],
  ['POST', '/__admin/faults', { kind: 'drop', operation_id: 'listAgent' }, /Did you mean listAgents\?/],
  ['POST', '/__admin/faults', { kind: 'drop', statsu: 503 }, /Did you mean status\?/],
  ['POST', '/__admin/clock/advance', { durations: 'PT1S' }, /Did you mean duration\?/],
  ['GET', '/__admin/requests?operationid=listAgents', undefined, /Did you mean operation_id\?/],
] as const)('%s %s with %j says which name may be meant', async (method, path, body, message) => {
  const { status, body: problem } = await call(method, path, body);
  expect([status, problem.detail]).toEqual([422, expect.stringMatching(message)]);
});

it('a name that is like none is only rejected', async () => {
  const { status, text } = await call('POST', '/__admin/faults', { kind: 'drop', zebra: 1 });
  expect([status, text]).toEqual([422, expect.not.stringContaining('Did you mean')]);
});
