import { createSimulator, type SimulatorOptions } from '../../../src/index.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json/json.ts';
import type { components } from '../../../src/athena/contract/contract.generated.ts';

export type Execution = components['schemas']['WorkflowExecution'];
export type NodeRun = components['schemas']['WorkflowExecutionData']['data']['result_data']['run_data'][string][number];

/** A step, in short. */
export interface StepSketch {
  readonly id: string;
  readonly type: string;
  readonly data?: JsonObject;
}

/** A client of the workflow operations. */
export interface Client {
  call(
    method: string,
    path: string,
    body?: JsonValue,
  ): Promise<{ readonly status: number; readonly body: JsonObject; readonly headers: Headers }>;
  /** Makes an active workflow of steps and `source.handle > target` edges; gives its uuid. */
  make(nodes: readonly StepSketch[], edges: readonly string[], more?: JsonObject): Promise<string>;
  /** Starts it; gives the execution as the answer shows it. */
  trigger(workflow: string, payload?: JsonObject): Promise<Execution>;
  /** The execution with its data. */
  look(execution: Pick<Execution, 'uuid'>): Promise<Execution>;
  /** The log of deliveries. */
  deliveries(status?: string): Promise<readonly JsonValue[]>;
  /** Moves the clock, in milliseconds. */
  advance(ms: number): Promise<void>;
  /** Stops the clock, also where it moves with each change. */
  freeze(): Promise<void>;
  close(): Promise<void>;
}

/** A client of a fresh simulator, with John's token. */
export async function createClient(options: SimulatorOptions = {}): Promise<Client> {
  const simulator = await createSimulator(options);
  const call: Client['call'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
    const response = await simulator.fetch(new Request(`http://localhost/api/v1${path}`, { method, headers, ...sent }));
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? {} : JSON.parse(text)) as JsonObject,
      headers: response.headers,
    };
  };
  const get = async (result: ReturnType<Client['call']>, status: number): Promise<JsonObject> => {
    const answer = await result;
    if (answer.status !== status) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body['data'] as JsonObject;
  };
  return {
    call,
    make: async (nodes, edges, more = {}) =>
      String(
        (
          await get(
            call('POST', '/workflows', { name: 'Test', status: 'active', ...toGraph(nodes, edges), ...more }),
            201,
          )
        )['uuid'],
      ),
    trigger: async (workflow, payload = {}) =>
      (await get(call('POST', `/workflows/${workflow}/webhook`, payload), 201)) as unknown as Execution,
    look: async ({ uuid }) =>
      (await get(
        call(
          'GET',
          `/workflow-executions/${uuid}?with=workflowExecutionData&with_count=workflowApprovals,pendingWorkflowApprovals`,
        ),
        200,
      )) as unknown as Execution,
    deliveries: async (status) => {
      const query = status === undefined ? '' : `?status=${status}`;
      const response = await simulator.fetch(`http://localhost/__admin/deliveries${query}`);
      const { deliveries } = (await response.json()) as { readonly deliveries: readonly JsonValue[] };
      return deliveries;
    },
    advance: async (ms) => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ms }) };
      await simulator.fetch('http://localhost/__admin/clock/advance', init);
    },
    freeze: async () => void (await simulator.clock.freeze()),
    close: async () => {
      await simulator.close();
      const { breaches } = simulator.violations();
      if (breaches.length > 0) throw new Error(JSON.stringify(breaches));
    },
  };
}

/** Nodes and edges as the contract wants them. */
export function toGraph(nodes: readonly StepSketch[], edges: readonly string[]): JsonObject {
  return {
    nodes: nodes.map(({ id, type, data = {} }, index) => ({ id, type, position: { x: index * 200, y: 0 }, data })),
    edges: edges.map((edge) => {
      const [, source = '', handle = null, target = ''] = /^(\w+)(?:\.(\w+))? > (\w+)$/.exec(edge) ?? [];
      return { id: edge, source, target, source_handle: handle };
    }),
  };
}

/** Returns the runs of each step of an execution, by node id. */
export function runDataOf(execution: Execution): Readonly<Record<string, readonly NodeRun[]>> {
  const { workflow_execution_data: data } = execution;
  return data !== null && data !== undefined && 'data' in data ? data.data.result_data.run_data : {};
}

/** Returns the outcomes of each step that ran, such as `start: success`. */
export function storyOf(execution: Execution): readonly string[] {
  return Object.entries(runDataOf(execution)).map(
    ([id, runs]) => `${id}: ${runs.map((run) => run.execution_status).join(', ')}`,
  );
}
