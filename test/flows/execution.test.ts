import { describe, expect, it } from 'vitest';
import { createClient, runDataOf, type StepSketch } from '../athena/workflow/client.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const SET: StepSketch = { id: 'set', type: 'data.set', data: { parameters: {} } };

type Counts = Readonly<Record<string, number>>;

function withOneMore(counts: Counts, status: string): Counts {
  const { total = 0, [status]: before = 0 } = counts;
  return { ...counts, total: total + 1, [status]: before + 1 };
}

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

  it('is pending, running and finished at ten times the real speed, and the counts follow', async () => {
    const fast = await createClient({ speed: 10 });
    const call: StepSketch = {
      id: 'call',
      type: 'http.request',
      data: { parameters: { url: 'https://shop.example.com' }, simulate: { seconds: 8 } },
    };
    const workflow = await fast.make([START, call, SET], ['start > call', 'call > set']);
    const counts = async () => (await fast.call('GET', '/workflow-executions/count')).body['data'] as Counts;
    await fast.freeze();
    const before = await counts();
    const execution = await fast.trigger(workflow);
    expect(execution).toMatchObject({ status: 'pending', started_at: null, stopped_at: null });
    expect(await counts()).toEqual(withOneMore(before, 'pending'));
    await fast.advance(200);
    expect(await fast.look(execution)).toMatchObject({ status: 'running', stopped_at: null });
    expect(await counts()).toEqual(withOneMore(before, 'running'));
    await fast.advance(800);
    const ended = await fast.look(execution);
    expect(ended).toMatchObject({ status: 'success', is_finished: true });
    expect(await counts()).toEqual(withOneMore(before, 'success'));
    expect(runDataOf(ended)['call']).toMatchObject([{ execution_time: 800, execution_status: 'success' }]);
    await fast.close();
  });
});
