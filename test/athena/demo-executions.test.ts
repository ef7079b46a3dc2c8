import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';

interface Edge {
  readonly source: string;
  readonly target: string;
  readonly source_handle: string | null;
}
interface Workflow {
  readonly uuid: string;
  readonly name: string;
  readonly nodes: readonly { readonly id: string; readonly type: string }[];
  readonly edges: readonly Edge[];
  readonly variables: Readonly<Record<string, number>>;
}
interface NodeRun {
  readonly started_at: string;
  readonly execution_status: string;
  readonly input: object;
  readonly output: { readonly result?: boolean; readonly approved?: boolean } | null;
  readonly error: { readonly message: string } | null;
}
interface Execution {
  readonly id: number;
  readonly uuid: string;
  readonly status: string;
  readonly mode: string;
  readonly is_finished: boolean;
  readonly retry_of: string | null;
  readonly retry_success_id: string | null;
  readonly started_at: string | null;
  readonly stopped_at: string | null;
  readonly wait_till: string | null;
  readonly workflow_uuid: string;
  readonly workflow_execution_data_id: number | null;
}
interface ExecutionData {
  readonly id: number;
  readonly workflow_execution_uuid: string;
  readonly workflow_data: Workflow;
  readonly data: {
    readonly start_data: object;
    readonly result_data: {
      readonly run_data: Readonly<Record<string, readonly NodeRun[]>>;
      readonly last_node_executed: string;
      readonly error: { readonly node_id: string } | null;
    };
  };
}

const fixtures = await loadFixtures(packagedFiles.fixtures());
const records = (name: string): unknown => fixtures.collections.find((collection) => collection.name === name)?.records;
// `validate` holds the records to their schemas: the types above are those of the contract.
const workflows = records('workflows') as readonly Workflow[];
const executions = records('workflow_executions') as readonly Execution[];
const allData = records('workflow_execution_data') as readonly ExecutionData[];
const runs = allData.map((data) => [`${data.id}, ${data.workflow_data.name}`, data] as const);

describe('the workflows of the demo world', () => {
  it.each(workflows.map((workflow) => [workflow.name, workflow] as const))(
    '%s has edges between its own nodes only, and one trigger',
    (_name, { nodes, edges }) => {
      const ids = nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(edges.filter(({ source, target }) => !ids.includes(source) || !ids.includes(target))).toEqual([]);
      expect(ids.filter((id) => !edges.some(({ target }) => target === id))).toEqual([
        nodes.find(({ type }) => type.startsWith('trigger.'))?.id,
      ]);
    },
  );

  it('has executions that run a loop to its end and that continue after an error', () => {
    const loops = runs.flatMap(
      ([
        ,
        {
          data,
          workflow_data: { variables },
        },
      ]) =>
        Object.values(data.result_data.run_data).map((times) => ({
          times: times.length,
          most: variables['max_rounds'] ?? 1,
        })),
    );
    expect(Math.max(...loops.map(({ times }) => times))).toBe(3);
    expect(loops.filter(({ times, most }) => times > most)).toEqual([]);
    const survived = runs.filter(
      ([, { data }]) =>
        data.result_data.error === null &&
        Object.values(data.result_data.run_data)
          .flat()
          .some(({ error }) => error !== null),
    );
    expect(survived.length).toBeGreaterThanOrEqual(2);
  });
});

describe('the runs of the demo world', () => {
  it.each(runs)(
    'run %s follows the edges of its graph, and each input is the output of an earlier step',
    (_name, { data, workflow_data: graph }) => {
      const { run_data: ran, last_node_executed: last, error } = data.result_data;
      const trigger = graph.nodes[0]?.id ?? '';
      expect(ran[trigger]?.[0]).toMatchObject({ input: {}, output: data.start_data });
      for (const [id, times] of Object.entries(ran).filter(([node]) => node !== trigger)) {
        const incoming = graph.edges.filter(({ target }) => target === id);
        for (const run of times)
          expect({ id, input: run.input, isReached: isReached(run, incoming, ran) }).toMatchObject({
            id,
            isReached: true,
          });
      }
      expect(Object.keys(ran)).toContain(last);
      expect(error === null || error.node_id === last).toBe(true);
    },
  );

  it.each(executions.map((execution) => [execution.id, execution] as const))(
    'the status of execution %i matches its times',
    (_id, execution) => {
      const { status, is_finished: isFinished, started_at: started, stopped_at: stopped, wait_till: due } = execution;
      expect(isFinished).toBe(['success', 'error', 'canceled', 'crashed'].includes(status));
      expect(started === null).toBe(status === 'pending');
      expect(stopped !== null).toBe(isFinished);
      expect(due !== null).toBe(status === 'waiting');
      expect(stopped === null || (started ?? '') <= stopped).toBe(true);
      expect(execution.workflow_execution_data_id === null).toBe(status === 'pending');
    },
  );

  it.each(
    executions.filter(({ status }) => status !== 'pending').map((execution) => [execution.id, execution] as const),
  )(
    'the data of execution %i matches the execution',
    (_id, { uuid, status, started_at: started, workflow_uuid: workflow, workflow_execution_data_id: dataId }) => {
      const data = allData.find(({ id }) => id === dataId);
      const { run_data: ran = {}, last_node_executed: last = '', error } = data?.data.result_data ?? {};
      expect(data).toMatchObject({ workflow_execution_uuid: uuid, workflow_data: { uuid: workflow } });
      expect(error === null).toBe(!['error', 'crashed'].includes(status));
      expect(ran[last]?.at(-1)?.execution_status).toBe(status === 'crashed' ? 'running' : status);
      expect(
        Object.values(ran)
          .flat()
          .filter(({ started_at: at }) => at < (started ?? '')),
      ).toEqual([]);
    },
  );

  it('links every failed execution to its successful retry', () => {
    const byUuid = new Map(executions.map((execution) => [execution.uuid, execution]));
    const retries = executions.filter(({ mode }) => mode === 'retry');
    expect(retries.length).toBeGreaterThanOrEqual(3);
    expect(executions.filter(({ retry_of: of, mode }) => (of !== null) !== (mode === 'retry'))).toEqual([]);
    for (const retry of retries) {
      const first = byUuid.get(retry.retry_of ?? '');
      expect(first).toMatchObject({
        status: 'error',
        workflow_uuid: retry.workflow_uuid,
        retry_success_id: retry.uuid,
      });
      expect((first?.stopped_at ?? '') <= (retry.started_at ?? '')).toBe(true);
    }
    expect(executions.filter(({ retry_success_id: id }) => id !== null)).toHaveLength(retries.length);
  });
});

/**
 * Returns whether the input of a run is the output of an incoming edge's source that was left by this edge. The input
 * of a merge is the output of all its sources.
 */
function isReached(
  { input, started_at: started }: NodeRun,
  incoming: readonly Edge[],
  ran: Readonly<Record<string, readonly NodeRun[]>>,
): boolean {
  const given = incoming.flatMap(({ source, source_handle: exit }) =>
    (ran[source] ?? [])
      .filter((run) => run.started_at <= started && exitsOf(run).includes(exit))
      .map((run) => ({ source, gave: run.error === null ? run.output : { error: run.error.message } })),
  );
  const merged = Object.fromEntries(given.map(({ source, gave }) => [source, gave]));
  return [...given.map(({ gave }) => gave), merged].some((gave) => JSON.stringify(gave) === JSON.stringify(input));
}

/** The exits by which a node was left: `null` is the only one of most. */
function exitsOf({ execution_status: status, output, error }: NodeRun): readonly (string | null)[] {
  if (error !== null) return ['error'];
  if (status !== 'success') return [];
  if (output?.result !== undefined) return [String(output.result)];
  return output?.approved === undefined ? [null] : [null, output.approved ? 'approved' : 'rejected'];
}
