import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api, type ClientError, type Execution, type Workflow } from '../api.ts';
import { toAge, toDuration, toTitle } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { EmptyState, ErrorNotice, Skeletons } from '../parts/states.tsx';
import { Badge, StatusSign } from '../parts/status.tsx';
import { navigate } from '../router.ts';
import { useResource } from '../use-resource.ts';
import { Figures } from './figures.tsx';
import { Graph } from './graph.tsx';
import { toSubject } from './run-data.ts';
import { findStartFields, toStartData, type StartField } from './start-data.ts';

/** A workflow: its graph, a form that starts it, and its latest executions. */
export function WorkflowPage({ uuid }: { uuid: string }): JSX.Element {
  const workflow = useResource(uuid, (signal) =>
    api.GET('/api/v1/workflows/{workflow_uuid}', { params: { path: { workflow_uuid: uuid } }, signal }),
  );
  const executions = useResource(uuid, (signal) =>
    api.GET('/api/v1/workflow-executions', {
      params: { query: { workflow_uuid: uuid, sort_direction: 'desc', per_page: 10, with: ['workflowExecutionData'] } },
      signal,
    }),
  );
  if (workflow.error) return <ErrorNotice error={workflow.error} onRetry={workflow.reload} />;
  if (!workflow.data) return <Skeletons count={4} kind="line" />;
  const { data } = workflow.data;
  return (
    <>
      <header class="record-head">
        <a class="button square plain" href="/workflows" aria-label="All workflows">
          <Icon name="back" />
        </a>
        <Picture of={data} />
        <div>
          <h1>{data.name}</h1>
          <p>{data.description}</p>
        </div>
        <Badge status={data.status} />
      </header>
      <Graph nodes={data.nodes} edges={data.edges} />
      <div class="columns">
        <section class="card">
          <h2>Start it</h2>
          {executions.data || executions.error ? (
            <StartForm workflow={data} fields={findStartFields(data, executions.data?.data ?? [])} />
          ) : (
            <Skeletons count={3} kind="line" />
          )}
        </section>
        <section class="card">
          <h2>Latest runs</h2>
          <Figures workflow={data} />
          {executions.error && <ErrorNotice error={executions.error} onRetry={executions.reload} />}
          {executions.data && <ExecutionList executions={executions.data.data} />}
        </section>
      </div>
    </>
  );
}

function StartForm({ workflow, fields }: { workflow: Workflow; fields: readonly StartField[] }): JSX.Element {
  const [error, setError] = useState<ClientError>();
  const [isBusy, setIsBusy] = useState(false);
  const start = async (form: FormData): Promise<void> => {
    setIsBusy(true);
    const result = await api.POST('/api/v1/workflows/{workflow_uuid}/webhook', {
      params: { path: { workflow_uuid: workflow.uuid } },
      body: toStartData(fields, form),
    });
    setIsBusy(false);
    setError(result.error);
    if (result.data) navigate(`/executions/${result.data.data.uuid}`);
  };
  return (
    <form
      class="start"
      onSubmit={(event) => {
        event.preventDefault();
        void start(new FormData(event.currentTarget));
      }}
    >
      {fields.length === 0 && <p class="fine">It needs no data.</p>}
      <div class="fields">
        {fields.map(({ name, type, value }) => (
          <label class={`field ${type}`} key={name}>
            {toTitle(name)}
            {type === 'checkbox' && <input name={name} type="checkbox" defaultChecked={value === 'on'} />}
            {type === 'number' && <input name={name} type="number" step="any" defaultValue={value} />}
            {type === 'text' && <input name={name} type="text" defaultValue={value} />}
          </label>
        ))}
      </div>
      {error && <ErrorNotice error={error} />}
      <button class="button primary" type="submit" disabled={isBusy}>
        <Icon name="play" /> {isBusy ? 'Starting…' : 'Start'}
      </button>
    </form>
  );
}

function ExecutionList({ executions }: { executions: readonly Execution[] }): JSX.Element {
  if (executions.length === 0)
    return (
      <EmptyState icon="inbox" title="It has not run yet">
        <p>Runs on your behalf appear here.</p>
      </EmptyState>
    );
  return (
    <ul class="runs">
      {executions.map((execution) => (
        <li key={execution.uuid}>
          <ExecutionLink execution={execution} />
        </li>
      ))}
    </ul>
  );
}

function ExecutionLink({ execution }: { execution: Execution }): JSX.Element {
  const { uuid, status, created_at, started_at, stopped_at } = execution;
  return (
    <a href={`/executions/${uuid}`}>
      <StatusSign status={status} />
      <span>
        <strong>{toSubject(execution)}</strong> <span>{toTitle(status)}</span>
      </span>
      <span class="fine">
        {started_at && stopped_at && `${toDuration(Date.parse(stopped_at) - Date.parse(started_at))} · `}
        <time dateTime={created_at}>{toAge(created_at)}</time>
      </span>
    </a>
  );
}
