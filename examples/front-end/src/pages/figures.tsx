import type { JSX } from 'preact';
import { api, type Workflow } from '../api.ts';
import { toCount } from '../format.ts';
import { ErrorNotice } from '../parts/states.tsx';
import { useResource } from '../use-resource.ts';

const DAYS = 7;

/** Shows how often a workflow has run on each of the last days. */
export function Figures({ workflow: { uuid, workspace } }: { workflow: Workflow }): JSX.Element | null {
  const { data, error, reload } = useResource(uuid, (signal) =>
    api.POST('/api/v1/workflow-executions/metrics', {
      body: {
        calculation: 'time_series_count',
        granularity: 'daily',
        workspace_uuid: workspace?.uuid ?? null,
        workflow_uuids: [uuid],
        date_from: new Date(Date.now() - (DAYS - 1) * DAY).toISOString().slice(0, 10),
      },
      signal,
    }),
  );
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return null;
  const largest = Math.max(...data.data.map(({ value }) => value), 1);
  return (
    <figure class="figures">
      <figcaption>{toCount(data.total, 'run')} in a week</figcaption>
      <ol>
        {data.data.map(({ date = '', value }) => (
          <li key={date} style={{ '--share': value / largest }}>
            <span class="figure">{value}</span>
            <span class="bar" />
            <time dateTime={date}>{toWeekday(date)}</time>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** The periods of the API are days of UTC. */
function toWeekday(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });
}

/** Milliseconds. */
const DAY = 86_400_000;
