import { useMemo, useState } from 'preact/hooks';
import type { Exchange } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRowKeys } from '../state/use-rows.ts';
import { Action } from '../ui/action.tsx';
import { toCount } from '../ui/format.ts';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { FailureBox, Loading } from '../ui/states.tsx';
import { ExchangeDetail } from './exchange-detail.tsx';
import { ExchangeList } from './exchange-list.tsx';
import { createFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { useExchanges, type Exchanges } from './use-exchanges.ts';
import { useHeldList } from './use-held-list.ts';

/** The requests that the world got, as they come, and everything about the selected one. */
export function TrafficScreen() {
  const { route, setParams } = useConsole();
  const { params } = route;
  const exchanges = useExchanges();
  const [isTop, setTop] = useState(true);
  const isShown = useMemo(
    () => createFilter(params),
    [params['q'], params['status'], params['operation'], params['fault']],
  );
  const filtered = useMemo(() => exchanges.all.filter(isShown), [exchanges.all, isShown]);
  const { shown, heldBack, release } = useHeldList(filtered, isTop && params['request'] === undefined);
  const index = shown.findIndex(({ id }) => id === params['request']);
  const select = (exchange: Exchange | undefined): void => setParams({ request: exchange?.id });
  useRowKeys({ count: shown.length, index, select: (at) => select(shown[at]) });
  useKeys({ Escape: () => select(undefined) });
  return (
    <div class="screen full">
      <TrafficHead exchanges={exchanges} count={filtered.length} />
      <FilterBar exchanges={exchanges.all} />
      <div class={`split${params['request'] === undefined ? '' : ' has-detail'}`}>
        <div class="split-list">
          {heldBack > 0 ? (
            <button type="button" class="held" onClick={release}>
              {heldBack} new ↑
            </button>
          ) : null}
          <Listed exchanges={exchanges} shown={shown} index={index} select={select} setTop={setTop} />
        </div>
        <ExchangeDetail id={params['request']} exchanges={exchanges} close={() => select(undefined)} />
      </div>
    </div>
  );
}

function TrafficHead({
  exchanges,
  count,
}: {
  readonly exchanges: Exchanges & { clear: () => void };
  readonly count: number;
}) {
  const { route, setParams } = useConsole();
  const { all } = exchanges;
  const about = count === all.length ? toCount(count, 'request') : `${count} of ${toCount(all.length, 'request')}`;
  return (
    <ScreenHead title="Traffic" about={`${about}, the newest first`}>
      <SearchBox label="Search requests" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
      <Action
        call={{ method: 'DELETE', path: '/__admin/requests' }}
        done="The log is empty."
        confirm="Forget all?"
        isDisabled={all.length === 0}
        onDone={exchanges.clear}
      >
        Clear
      </Action>
    </ScreenHead>
  );
}

interface ListedProps {
  readonly exchanges: Exchanges;
  readonly shown: readonly Exchange[];
  readonly index: number;
  readonly select: (exchange: Exchange) => void;
  readonly setTop: (isTop: boolean) => void;
}

function Listed({ exchanges, ...list }: ListedProps) {
  if (exchanges.all.length === 0 && exchanges.failure !== undefined) return <FailureBox failure={exchanges.failure} />;
  if (exchanges.all.length === 0 && exchanges.isLoading) return <Loading lines={12} />;
  return <ExchangeList {...list} hasAny={exchanges.all.length > 0} />;
}
