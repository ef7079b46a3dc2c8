import type { JSX } from 'preact';
import { api, type Agent } from '../api.ts';
import { toAge } from '../format.ts';
import { useResource } from '../use-resource.ts';

/** Lists what an agent has learned last, where it has learned anything. */
export function Learned({ agent: { uuid } }: { agent: Agent }): JSX.Element | null {
  const { data } = useResource(uuid, (signal) =>
    api.GET('/api/v1/memories', {
      params: { query: { agent_uuid: uuid, sort_by: 'updated_at', sort_direction: 'desc', per_page: 2 } },
      signal,
    }),
  );
  if (!data || data.data.length === 0) return null;
  return (
    <section class="learned" aria-labelledby="learned">
      <h3 id="learned">What it has learned</h3>
      <ul>
        {data.data.map(({ uuid: key, content, updated_at }) => (
          <li key={key}>
            {content} <time dateTime={updated_at}>{toAge(updated_at)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
