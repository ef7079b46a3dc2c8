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
import { CompareBar } from './compare/compare-bar.tsx';
import { Comparison } from './compare/comparison.tsx';
import { ExchangeDetail } from './exchange-detail.tsx';
import { ExchangeList } from './exchange-list.tsx';
import { createFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { COMPARED, KnownExchanges, SELECTED, toAddress, useAddressed } from './selection/selected-exchange.ts';
import { useExchanges, type Exchanges } from './use-exchanges.ts';
import { useHeldList } from './use-held-list.ts';

/** The requests that the world got, as they come, and everything about the selected one. */
export function TrafficScreen() {
  const exchanges = useExchanges();
  return (
    <KnownExchanges.Provider value={exchanges.all}>
      <Traffic exchanges={exchanges} />
    </KnownExchanges.Provider>
  );
}

interface TrafficProps {
  readonly exchanges: ReturnType<typeof useExchanges>;
}

function Traffic({ exchanges }: TrafficProps) {
  const { route, setParams } = useConsole();
  const { params } = route;
  const [isTop, setTop] = useState(true);
  const isShown = useMemo(
    () => createFilter(params),
    [params['q'], params['status'], params['operation'], params['fault']],
  );
  const filtered = useMemo(() => exchanges.all.filter(isShown), [exchanges.all, isShown]);
  const { shown, heldBack, release } = useHeldList(filtered, isTop && params['request'] === undefined);
  const { request: id, with: firstId } = params;
  const [first, exchange] = [useAddressed(COMPARED, exchanges.all), useAddressed(SELECTED, exchanges.all)];
  const index = exchange === undefined ? -1 : shown.indexOf(exchange);
  const select = (next: Exchange | undefined): void => setParams(toAddress(SELECTED, next, exchanges.all));
  const unselect = (): void => select(undefined);
  useRowKeys({ count: shown.length, index, select: (at) => select(shown[at]) });
  const close = (): void => (firstId === undefined ? unselect() : setParams(END_OF_COMPARISON));
  const compare = (): void => setParams(toAddress(COMPARED, exchange, exchanges.all));
  useKeys({ Escape: close, c: firstId === undefined ? compare : () => setParams(END_OF_COMPARISON) });
  const hasOther = id !== undefined && (id !== firstId || exchange !== first);
  return (
    <div class="screen full">
      <TrafficHead exchanges={exchanges} count={filtered.length} />
      <FilterBar exchanges={exchanges.all} />
      {firstId === undefined ? null : (
        <CompareBar first={first} isDone={hasOther} end={() => setParams(END_OF_COMPARISON)} />
      )}
      <div class={`split${hasOther ? ' has-detail' : ''}`}>
        <div class="split-list">
          {heldBack > 0 ? <HeldBack count={heldBack} release={release} /> : null}
          <Listed exchanges={exchanges} shown={shown} index={index} select={select} setTop={setTop} />
        </div>
        <Selected {...{ first, exchange, close, unselect }} isLoading={exchanges.isLoading} />
      </div>
    </div>
  );
}

interface SelectedProps {
  readonly first: Exchange | undefined;
  readonly exchange: Exchange | undefined;
  readonly isLoading: boolean;
  /** Ends the comparison. */
  readonly close: () => void;
  readonly unselect: () => void;
}

/** The selected request, beside the one that it is compared with. */
function Selected({ first, exchange, isLoading, close, unselect }: SelectedProps) {
  const { route } = useConsole();
  if (first !== undefined && exchange !== undefined && first !== exchange)
    return <Comparison first={first} second={exchange} close={close} />;
  return <ExchangeDetail id={route.params['request']} exchange={exchange} isLoading={isLoading} close={unselect} />;
}

function TrafficHead({ exchanges, count }: TrafficProps & { readonly count: number }) {
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

function HeldBack({ count, release }: { readonly count: number; readonly release: () => void }) {
  return (
    <button type="button" class="held" onClick={release}>
      {count} new ↑
    </button>
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

/** The request that was selected last stays so. */
const END_OF_COMPARISON = { with: undefined, with_number: undefined, view: undefined };
