import type { JSX } from 'preact';
import { api, type Workflow } from '../api.ts';
import { toAge, toCount } from '../format.ts';
import { Pager, SearchBox } from '../parts/list-controls.tsx';
import { Picture } from '../parts/picture.tsx';
import { EmptyState, ErrorNotice, Skeletons } from '../parts/states.tsx';
import { Badge, StatusSign } from '../parts/status.tsx';
import { useResource } from '../use-resource.ts';
import { toSubject } from './run-data.ts';

const PER_PAGE = 20;

/** Lists the workflows that the user may see, a page at a time. */
export function WorkflowsPage({ query }: { query: URLSearchParams }): JSX.Element {
  const search = query.get('search') ?? '';
  const page = Number(query.get('page') ?? 1);
  const { data, error, isLoading, reload } = useResource(`${search} ${page}`, (signal) =>
    api.GET('/api/v1/workflows', {
      params: { query: { search, page, per_page: PER_PAGE, with_count: ['workflowExecutions'] } },
      signal,
    }),
  );
  return (
    <>
      <header class="page-head">
        <div>
          <h1>Workflows</h1>
          <p>Start one, and watch what it does.</p>
        </div>
        <SearchBox label="Search workflows" value={search} />
      </header>
      {search === '' && page === 1 && <WaitingList />}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && isLoading && <Skeletons count={8} kind="line" />}
      {data && data.data.length === 0 && (
        <EmptyState
          icon={search === '' ? 'workflows' : 'search'}
          title={search === '' ? 'There are no workflows yet' : `No workflow matches “${search}”`}
        >
          {search !== '' && (
            <a class="button" href="/workflows">
              Show all workflows
            </a>
          )}
        </EmptyState>
      )}
      {data && data.data.length > 0 && !error && (
        <>
          <ul class={`rows ${isLoading ? 'stale' : ''}`} aria-busy={isLoading}>
            {data.data.map((workflow) => (
              <li key={workflow.uuid}>
                <WorkflowRow workflow={workflow} />
              </li>
            ))}
          </ul>
          <Pager page={data.meta} noun="workflows" />
        </>
      )}
    </>
  );
}

/** Lists the executions that wait for a person, where there are any. */
function WaitingList(): JSX.Element | null {
  const { data } = useResource('waiting', (signal) =>
    api.GET('/api/v1/workflow-executions', {
      params: {
        query: {
          requires_human_review: true,
          status: 'waiting',
          sort_direction: 'desc',
          per_page: 3,
          with: ['workflowExecutionData'],
        },
      },
      signal,
    }),
  );
  if (!data || data.data.length === 0) return null;
  return (
    <section class="card waiting-list" aria-labelledby="waiting">
      <h2 id="waiting">{toCount(data.meta.total, 'run')} waiting for a person</h2>
      <ul class="runs">
        {data.data.map((execution) => (
          <li key={execution.uuid}>
            <a href={`/executions/${execution.uuid}`}>
              <StatusSign status="waiting" />
              <span>
                <strong>{execution.workflow.name}</strong> <span>{toSubject(execution)}</span>
              </span>
              <time class="fine" dateTime={execution.created_at}>
                {toAge(execution.created_at)}
              </time>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WorkflowRow({ workflow }: { workflow: Workflow }): JSX.Element {
  const { uuid, name, description, nodes, status, workflow_executions_count: runs } = workflow;
  return (
    <a class="row" href={`/workflows/${uuid}`}>
      <Picture of={workflow} />
      <span class="row-text">
        <strong>{name}</strong>
        <span>{description}</span>
      </span>
      <span class="row-facts">
        <span>{toCount(nodes.length, 'step')}</span>
        <span>{toCount(runs ?? 0, 'run')}</span>
      </span>
      <Badge status={status} />
    </a>
  );
}
