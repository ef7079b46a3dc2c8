import type { JSX } from 'preact';
import { api, type Agent } from '../api.ts';
import { toCount } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Pager, SearchBox } from '../parts/list-controls.tsx';
import { Picture } from '../parts/picture.tsx';
import { EmptyState, ErrorNotice, Skeletons } from '../parts/states.tsx';
import { Badge } from '../parts/status.tsx';
import { useResource } from '../use-resource.ts';

const PER_PAGE = 12;

/** Lists the agents that the user may see, a page at a time. */
export function AgentsPage({ query }: { query: URLSearchParams }): JSX.Element {
  const search = query.get('search') ?? '';
  const page = Number(query.get('page') ?? 1);
  const { data, error, isLoading, reload } = useResource(`${search} ${page}`, (signal) =>
    api.GET('/api/v1/agents', {
      params: { query: { search, page, per_page: PER_PAGE, with_count: ['threads', 'tools'] } },
      signal,
    }),
  );
  return (
    <>
      <header class="page-head">
        <div>
          <h1>Agents</h1>
          <p>Choose who you want to talk to.</p>
        </div>
        <SearchBox label="Search agents" value={search} />
      </header>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && isLoading && <Skeletons count={PER_PAGE} kind="card" />}
      {data && data.data.length === 0 && <NoAgents search={search} />}
      {data && data.data.length > 0 && !error && (
        <>
          <ul class={`cards ${isLoading ? 'stale' : ''}`} aria-busy={isLoading}>
            {data.data.map((agent) => (
              <li key={agent.uuid}>
                <AgentCard agent={agent} />
              </li>
            ))}
          </ul>
          <Pager page={data.meta} noun="agents" />
        </>
      )}
    </>
  );
}

function AgentCard({ agent }: { agent: Agent }): JSX.Element {
  const { uuid, name, description, metadata, status, is_owner, is_favorite, user, threads_count, tools_count } = agent;
  return (
    <a class="card agent-card" href={`/agents/${uuid}`}>
      <span class="card-head">
        <Picture of={agent} />
        <span class="card-title">
          <strong>{name}</strong>
          <span>{metadata.role ?? 'Agent'}</span>
        </span>
        {is_favorite && (
          <span class="favourite" title="Favourite">
            <Icon name="star" />
          </span>
        )}
      </span>
      <span class="card-text">{description}</span>
      <span class="card-foot">
        <span>{is_owner ? toCount(threads_count ?? 0, 'conversation') : `By ${user.name}`}</span>
        <span>{toCount(tools_count ?? 0, 'tool')}</span>
        {status !== 'active' && <Badge status={status} />}
      </span>
    </a>
  );
}

function NoAgents({ search }: { search: string }): JSX.Element {
  if (search !== '')
    return (
      <EmptyState icon="search" title={`No agent matches “${search}”`}>
        <p>Names, descriptions and instructions are searched.</p>
        <a class="button" href="/agents">
          Show all agents
        </a>
      </EmptyState>
    );
  return (
    <EmptyState icon="agents" title="There are no agents yet">
      <p>Agents that you create, and those that others share with you, appear here.</p>
    </EmptyState>
  );
}
