import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { toGraph } from '../athena/workflow/client.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

async function call(
  method: string,
  path: string,
  body?: JsonObject,
): Promise<{ readonly status: number; readonly body: JsonObject }> {
  const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await simulator.fetch(new Request(`http://localhost${path}`, { method, headers, ...sent }));
  return { status: response.status, body: (await response.json()) as JsonObject };
}

/** Starts an execution that waits for an approval until it expires, and returns its uuid. */
async function startWaiting(): Promise<string> {
  simulator = await createSimulator({ speed: 1 });
  const hold = { id: 'hold', type: 'human.approval', data: { simulate: { decision: 'none' } } };
  const graph = toGraph([{ id: 'start', type: 'trigger.webhook' }, hold], ['start > hold']);
  const made = await call('POST', '/api/v1/workflows', { name: 'Test', status: 'active', ...graph });
  const begun = await call(
    'POST',
    `/api/v1/workflows/${String((made.body['data'] as JsonObject)['uuid'])}/webhook`,
    {},
  );
  const { uuid } = begun.body['data'] as JsonObject;
  await call('POST', '/__admin/clock/advance', { duration: 'PT1M' });
  expect(await look(String(uuid))).toMatchObject({ status: 'waiting' });
  return String(uuid);
}

const look = async (uuid: string): Promise<JsonObject> => {
  const { status, body } = await call('GET', `/api/v1/workflow-executions/${uuid}?with=workflowExecutionData`);
  expect(status).toBe(200);
  return body['data'] as JsonObject;
};

/** Changes the records of a collection that match. */
async function change(
  collection: string,
  matches: (record: JsonObject) => boolean,
  toRecord: (record: JsonObject) => JsonObject,
): Promise<void> {
  const { body } = await call('GET', `/__admin/state/${collection}`);
  const records = (body['records'] as readonly JsonObject[]).map((record) =>
    matches(record) ? toRecord(record) : record,
  );
  expect(await call('PUT', `/__admin/state/${collection}`, { records })).toMatchObject({ status: 200 });
}

describe('scheduled work of an older version', () => {
  it('ends its execution when the data exceeds the limit', async () => {
    const uuid = await startWaiting();
    await change(
      'workflow_execution_data',
      ({ workflow_execution_uuid: owner }) => owner === uuid,
      (record) => {
        const { start_data: start, result_data: result } = record['data'] as {
          readonly start_data: JsonObject;
          readonly result_data: JsonObject;
        };
        const [entry] = (result['run_data'] as Readonly<Record<string, readonly JsonObject[]>>)['start'] ?? [];
        const runData = {
          ...(result['run_data'] as JsonObject),
          start: [{ ...entry, output: { v: '"'.repeat(4_500_000) } }],
        };
        return { ...record, data: { start_data: start, result_data: { ...result, run_data: runData } } };
      },
    );
    // The older version did not count the size of the data.
    await change(
      'workflow_executions',
      (record) => record['uuid'] === uuid,
      (record) => ({ ...record, progress: { ...(record['progress'] as JsonObject), size: 0 } }),
    );
    expect(await call('POST', '/__admin/clock/advance', { duration: 'P4D' })).toMatchObject({
      status: 200,
      body: { scheduled: 3 },
    });
    const execution = await look(uuid);
    expect(execution).toMatchObject({ status: 'error', is_finished: true });
    expect(
      (execution['workflow_execution_data'] as { data: { result_data: JsonObject } }).data.result_data['error'],
    ).toMatchObject({
      message: 'The data of the execution is larger than 8 MB.',
    });
  });

  it('that fails is listed by the control plane and ends its execution, and other requests still work', async () => {
    const uuid = await startWaiting();
    await change(
      'scheduled_work',
      ({ owner }) => owner === `workflow_executions/${uuid}`,
      (record) => ({ ...record, payload: { ...(record['payload'] as JsonObject), started: 'never' } }),
    );
    const { body } = await call('POST', '/__admin/clock/advance', { duration: 'P4D' });
    expect(body).toMatchObject({
      scheduled: 3,
      failed_work: [
        { kind: 'workflow.finish-step', owner: `workflow_executions/${uuid}`, message: expect.any(String) },
      ],
    });
    expect(await look(uuid)).toMatchObject({ status: 'error', is_finished: true });
    expect(await call('GET', '/api/v1/user')).toMatchObject({ status: 200 });
    expect((await call('GET', '/__admin/clock')).body['failed_work']).toHaveLength(1);
  });
});
