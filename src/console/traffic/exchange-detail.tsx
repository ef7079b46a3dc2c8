import { useState } from 'preact/hooks';
import type { Exchange, Replay } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { Method, Status } from '../ui/badge.tsx';
import { DetailTitle } from '../ui/detail-title.tsx';
import { toDuration, toLocalTime } from '../ui/format.ts';
import { Empty, NoDetail } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Breakable } from '../ui/values/breakable.tsx';
import { ChangesTab } from './exchange/changes-tab.tsx';
import { MessageView } from './exchange/message-view.tsx';
import { ReplayReport } from './exchange/replay-report.tsx';
import { WhyTab } from './exchange/why-tab.tsx';
import { ExchangeActions } from './exchange-actions.tsx';
import { toExchangeKey } from './selection/to-exchange-key.ts';

interface DetailProps {
  readonly id: string | undefined;
  readonly exchange: Exchange | undefined;
  readonly isLoading: boolean;
  readonly close: () => void;
}

/** Everything about one exchange. It stays on the page when the server has dropped it, and says so. */
export function ExchangeDetail({ id, exchange, isLoading, close }: DetailProps) {
  if (id === undefined)
    return (
      <NoDetail title="Select a request.">
        <kbd>j</kbd> and <kbd>k</kbd> go through the list.
      </NoDetail>
    );
  if (exchange === undefined) return <Evicted id={id} isLoading={isLoading} close={close} />;
  return (
    <aside class="detail" aria-label="The selected request">
      <DetailHead exchange={exchange} close={close} />
      <Replayable key={toExchangeKey(exchange)} exchange={exchange} />
      <DetailTabs exchange={exchange} />
    </aside>
  );
}

/** What can be done with an exchange, and what came of its latest replay. */
function Replayable({ exchange }: { readonly exchange: Exchange }) {
  const [replay, setReplay] = useState<Replay>();
  return (
    <>
      <ExchangeActions exchange={exchange} onReplayed={setReplay} />
      {replay === undefined ? null : <ReplayReport replay={replay} />}
    </>
  );
}

/** Stands for an exchange that the log no longer has. */
function Evicted({
  id,
  isLoading,
  close,
}: {
  readonly id: string;
  readonly isLoading: boolean;
  readonly close: () => void;
}) {
  if (isLoading) return <aside class="detail" aria-busy="true" />;
  return (
    <aside class="detail">
      <Empty title="This request is no longer in the log.">
        The log keeps the newest thousand requests of a world, and begins again when the server does. Its id was{' '}
        <code>{id}</code>.
      </Empty>
      <button type="button" class="button" onClick={close}>
        Back to the list
      </button>
    </aside>
  );
}

function DetailHead({ exchange, close }: { readonly exchange: Exchange; readonly close: () => void }) {
  const { method, path, query, status, operation_id: operation, duration_ms: duration, time, number } = exchange;
  return (
    <DetailTitle
      before={
        <>
          <Status status={status} />
          <Method method={method} />
        </>
      }
      title={
        <>
          <Breakable text={path} />
          <span class="muted">{query === '' ? '' : `?${query}`}</span>
        </>
      }
      close={close}
    >
      {operation ?? 'no operation'} · #{number} · {toDuration(duration)} · {toLocalTime(time)}
    </DetailTitle>
  );
}

function DetailTabs({ exchange }: { readonly exchange: Exchange }) {
  const { route, setParams, offers } = useConsole();
  const hasChanges = offers('GET', '/__admin/requests/{request_id}/changes');
  const tabs = TABS.filter(([name]) => name !== 'changes' || hasChanges);
  const selected = tabs.find(([name]) => name === route.params['tab'])?.[0] ?? toFirstTab(exchange);
  return (
    <>
      <Tabs label="Parts of the exchange" tabs={tabs} selected={selected} select={(tab) => setParams({ tab })} />
      <div class="detail-body" role="tabpanel" tabIndex={0} aria-label={selected}>
        {selected === 'response' ? <MessageView key={toExchangeKey(exchange)} message={exchange.response} /> : null}
        {selected === 'request' ? <MessageView key={toExchangeKey(exchange)} message={exchange.request} /> : null}
        {selected === 'why' ? <WhyTab exchange={exchange} /> : null}
        {selected === 'changes' ? <ChangesTab exchange={exchange} /> : null}
      </div>
    </>
  );
}

/** Returns the part to show until one is chosen: why a request was rejected or cut off, else its response. */
function toFirstTab({ status }: Exchange): 'why' | 'response' {
  return status === 0 || status >= 400 ? 'why' : 'response';
}

const TABS = [
  ['response', 'Response'],
  ['request', 'Request'],
  ['why', 'Why'],
  ['changes', 'Changes'],
] as const;
