import { useLoad } from '../state/use-load.ts';
import { toCount } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';

interface Violation {
  readonly operation_id: string;
  readonly status: number;
  readonly pointer: string;
  readonly keyword: string;
  readonly count: number;
}

interface Report {
  readonly checked: number;
  readonly violations: readonly Violation[];
}

/** The ways in which responses broke the contract; nothing while none did. */
export function Violations() {
  const { data } = useLoad<Report>({ method: 'GET', path: '/__admin/violations' });
  if (data === undefined || data.violations.length === 0) return null;
  return (
    <Panel title={`${toCount(data.violations.length, 'violation')} in ${toCount(data.checked, 'response')}`}>
      <ul class="problems">
        {data.violations.map(({ operation_id: operation, status, pointer, keyword, count }) => (
          <li key={`${operation} ${status} ${pointer} ${keyword}`}>
            <b>{operation}</b> {status} at <code>{pointer === '' ? '/' : pointer}</code>: {keyword}, {count}×
          </li>
        ))}
      </ul>
    </Panel>
  );
}
