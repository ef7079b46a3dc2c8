import { BASELINE } from '../api/call.ts';
import type { Clock, Exchange } from '../api/types.ts';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge, Method, Status } from '../ui/badge.tsx';
import { Copy } from '../ui/copy.tsx';
import { toDuration, toPreciseTime } from '../ui/format.ts';
import { Empty } from '../ui/states.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { toExchangeKey } from './selection/to-exchange-key.ts';

interface ListProps {
  readonly shown: readonly Exchange[];
  readonly hasAny: boolean;
  readonly index: number;
  readonly select: (exchange: Exchange) => void;
  readonly setTop: (isTop: boolean) => void;
}

/** The rows of the requests. */
export function ExchangeList({ shown, hasAny, index, select, setTop }: ListProps) {
  const { setParams, undone } = useConsole();
  const { data: clock } = useLoad<Clock>({ method: 'GET', path: '/__admin/clock' });
  if (!hasAny) return <NoTraffic />;
  if (shown.length === 0)
    return (
      <Empty title="No request fits the filters.">
        <button type="button" class="button" onClick={() => setParams({ q: '', status: '', operation: '', fault: '' })}>
          Show all
        </button>
      </Empty>
    );
  return (
    <VirtualList items={shown} rowHeight={ROW_HEIGHT} index={index} label="Requests" onTop={setTop}>
      {(exchange, at) => (
        <ExchangeRow
          key={toExchangeKey(exchange)}
          exchange={exchange}
          today={clock?.now}
          isUndone={undone.has(toExchangeKey(exchange))}
          isSelected={at === index}
          select={select}
        />
      )}
    </VirtualList>
  );
}

interface RowProps {
  readonly exchange: Exchange;
  /** The time of the world's clock; undefined until it is loaded. */
  readonly today: string | undefined;
  /** Whether this page has undone what it changed. */
  readonly isUndone: boolean;
  readonly isSelected: boolean;
  readonly select: (exchange: Exchange) => void;
}

function ExchangeRow({ exchange, today, isUndone, isSelected, select }: RowProps) {
  const { method, path, query, status, time, duration_ms: duration, fault, error } = exchange;
  return (
    <div role="option" aria-selected={isSelected} class="exchange-row" onClick={() => select(exchange)}>
      <Status status={status} />
      <Method method={method} />
      <span class="exchange-path" title={path}>
        {path}
        <span class="muted">{query === '' ? '' : `?${query}`}</span>
      </span>
      {fault === null ? null : <Badge tone="accent" text={fault.kind ?? 'fault'} />}
      {isUndone ? <Badge tone="good" text="undone" /> : null}
      {error === null ? null : <span class="exchange-error">{error}</span>}
      <span class="exchange-duration">{toDuration(duration)}</span>
      <time class="muted">{toPreciseTime(time, today)}</time>
    </div>
  );
}

/** Shows how to send a first request. */
function NoTraffic() {
  const { client, world, contract } = useConsole();
  const root = `${client.root}${world === BASELINE ? '' : `/__sandbox/${world}`}`;
  const line = (): string => {
    const first = listContractOperations(contract).find(({ method, path }) => method === 'GET' && !path.includes('{'));
    return `curl ${root}${first?.path ?? '/'}`;
  };
  return (
    <Empty title="No request yet.">
      Send one to <code>{root}</code>, and it appears here at once. <Copy text={line} label="a curl line" isNamed />
    </Empty>
  );
}

/** As in the style sheet, in pixels. */
const ROW_HEIGHT = 32;
