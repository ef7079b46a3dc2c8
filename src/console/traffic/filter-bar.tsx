import { useMemo } from 'preact/hooks';
import type { Exchange } from '../api/types.ts';
import { useConsole } from '../state/console.ts';

/** The filters of the list. They are part of the address. */
export function FilterBar({ exchanges }: { readonly exchanges: readonly Exchange[] }) {
  const { route, setParams } = useConsole();
  const { params } = route;
  const operations = useMemo(
    () => [...new Set(exchanges.flatMap(({ operation_id: id }) => id ?? []))].toSorted(),
    [exchanges],
  );
  return (
    <div class="filters" role="group" aria-label="Filters">
      <StatusFilter />
      <select
        aria-label="Operation"
        value={params['operation'] ?? ''}
        onChange={(event) => setParams({ operation: event.currentTarget.value })}
      >
        <option value="">Every operation</option>
        {operations.map((operation) => (
          <option key={operation} value={operation}>
            {operation}
          </option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          checked={params['fault'] === 'yes'}
          onChange={(event) => setParams({ fault: event.currentTarget.checked ? 'yes' : '' })}
        />
        Hit by a fault
      </label>
    </div>
  );
}

function StatusFilter() {
  const { route, setParams } = useConsole();
  return (
    <div class="segments" role="group" aria-label="Status">
      {STATUSES.map(([value, label]) => (
        <button
          key={value}
          type="button"
          aria-pressed={(route.params['status'] ?? '') === value}
          onClick={() => setParams({ status: value })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

const STATUSES = [
  ['', 'All'],
  ['2', '2xx'],
  ['3', '3xx'],
  ['4', '4xx'],
  ['5', '5xx'],
] as const;
