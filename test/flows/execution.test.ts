import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createClient, runDataOf, type StepSketch } from '../athena/workflow/client.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const SET: StepSketch = { id: 'set', type: 'data.set', data: { parameters: {} } };

/** An execution is pending for less than a tenth of a second at ten times the speed. */
const countUnfinished = ({ pending = 0, running = 0 }: Readonly<Record<string, number>>): number => pending + running;

describe('an execution', () => {
  it('fails after too many steps', async () => {
    const client = await createClient();
    const again: StepSketch = { id: 'again', type: 'logic.condition', data: { parameters: { expression: 'true' } } };
    const workflow = await client.make([START, SET, again], ['start > set', 'set > again', 'again.true > set']);
    const execution = await client.look(await client.trigger(workflow));
    expect(execution.status).toBe('error');
    const { data } = execution.workflow_execution_data as { data: { result_data: { error: unknown } } };
    expect(data.result_data.error).toMatchObject({
      message: 'The execution ran more than 1000 steps. Check its loops for one that never ends.',
    });
    await client.close();
  });

  // In real time: a busy machine can miss a short status.
  it('is pending, running and finished at ten times the real speed, and the counts follow', { retry: 2 }, async () => {
    const fast = await createClient({ seed: null, speed: 10 });
    const call: StepSketch = {
      id: 'call',
      type: 'http.request',
      data: { parameters: { url: 'https://shop.example.com' }, simulate: { seconds: 8 } },
    };
    const workflow = await fast.make([START, call, SET], ['start > call', 'call > set']);
    const counts = async () =>
      (await fast.call('GET', '/workflow-executions/count')).body['data'] as Readonly<Record<string, number>>;
    const before = await counts();
    const execution = await fast.trigger(workflow);
    expect(execution).toMatchObject({ status: 'pending', started_at: null, stopped_at: null });
    expect(countUnfinished(await counts())).toBe(countUnfinished(before) + 1);
    const seen: string[] = [];
    let current = execution;
    for (let look = 0; look < 500 && !current.is_finished; look += 1) {
      await sleep(5);
      current = await fast.look(execution);
      if (seen.at(-1) !== current.status) seen.push(current.status);
    }
    expect(seen.filter((status) => status !== 'pending')).toEqual(['running', 'success']);
    expect(await counts()).toEqual({
      ...before,
      total: (before['total'] ?? 0) + 1,
      success: (before['success'] ?? 0) + 1,
    });
    expect(runDataOf(current)['call']).toMatchObject([{ execution_time: 800, execution_status: 'success' }]);
    await fast.close();
  });
});
