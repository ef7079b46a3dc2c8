import { BASELINE } from '../api/call.ts';
import type { Exchange } from '../api/types.ts';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { Badge, Method, Status } from '../ui/badge.tsx';
import { Copy } from '../ui/copy.tsx';
import { toDuration, toPreciseTime } from '../ui/format.ts';
import { Empty } from '../ui/states.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';

interface ListProps {
  readonly shown: readonly Exchange[];
  readonly hasAny: boolean;
  readonly index: number;
  readonly select: (exchange: Exchange) => void;
  readonly setTop: (isTop: boolean) => void;
}

/** The rows of the requests. */
export function ExchangeList({ shown, hasAny, index, select, setTop }: ListProps) {
  const { setParams } = useConsole();
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
        <ExchangeRow key={exchange.id} exchange={exchange} isSelected={at === index} select={select} />
      )}
    </VirtualList>
  );
}

interface RowProps {
  readonly exchange: Exchange;
  readonly isSelected: boolean;
  readonly select: (exchange: Exchange) => void;
}

function ExchangeRow({ exchange, isSelected, select }: RowProps) {
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
      {error === null ? null : <span class="exchange-error">{error}</span>}
      <span class="exchange-duration">{toDuration(duration)}</span>
      <time class="muted">{toPreciseTime(time)}</time>
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
