import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { createClient, type StepSketch } from '../athena/workflow/client.ts';

const STATUSES = ['pending', 'running', 'waiting', 'success', 'error', 'canceled', 'crashed'];
const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const WORKSPACES = ['550e8400-e29b-41d4-a716-446655440000', '6f1f1bb0-0000-4000-8000-000000000000'];

/** A history: executions of workflows that end, fail, wait or go on, some deleted again. */
const action = fc.record({
  kind: fc.constantFrom('ends', 'fails', 'waits', 'goes on', 'delete', 'time'),
  pick: fc.nat(20),
});
const filter = fc.record(
  {
    workspace: fc.constantFrom(...WORKSPACES),
    organization: fc.constantFrom('multiplai_workspace_abc123', 'unknown'),
    from: fc.constantFrom('2025-05-01', '2025-06-20', '2025-06-30', '2025-07-02'),
    to: fc.constantFrom('2025-05-15', '2025-06-30', '2025-07-01'),
  },
  { requiredKeys: [] },
);

it('counts always equal the totals of the list with the same filter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 10 }), filter, async (actions, wanted) => {
      const client = await createClient({ seed: '3', speed: 1 });
      const data = {
        ends: {},
        fails: { simulate: { error: { message: 'No.' } } },
        waits: {},
        'goes on': { simulate: { seconds: 9999 } },
      };
      const started: string[] = [];
      for (const { kind, pick } of actions) {
        if (kind === 'time')
          for (let second = 0; second < pick; second += 4) await client.call('POST', '/threads', { name: 'A second' });
        else if (kind === 'delete')
          await client.call(
            'DELETE',
            `/workflow-executions/${started[pick % Math.max(1, started.length)] ?? WORKSPACES[1]}`,
          );
        else {
          const type = kind === 'waits' ? 'human.approval' : 'data.set';
          const workflow = await client.make([START, { id: 'a', type, data: data[kind] }], ['start > a']);
          started.push((await client.trigger(workflow)).uuid);
        }
      }
      const listed = toQuery({
        workspace_uuid: wanted.workspace,
        organization_multiplai_id: wanted.organization,
        date_from: wanted.from,
        date_to: wanted.to,
      });
      const counted = toQuery({
        workspace_uuid: wanted.workspace,
        multiplai_id: wanted.organization,
        start_date: wanted.from,
        end_date: wanted.to,
      });
      const totalOf = async (more: string): Promise<unknown> =>
        ((await client.call('GET', `/workflow-executions?per_page=1&${listed}${more}`)).body['meta'] as JsonObject)[
          'total'
        ];
      const expected: Record<string, unknown> = {
        total: await totalOf(''),
        requires_human_review: await totalOf('&requires_human_review=true'),
      };
      for (const status of STATUSES) expected[status] = await totalOf(`&status=${status}`);
      expect((await client.call('GET', `/workflow-executions/count?${counted}`)).body['data']).toEqual(expected);
      await client.close();
    }),
    { numRuns: 15 },
  );
});

function toQuery(parameters: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');
}
