import type { ComponentChildren } from 'preact';
import type { FieldChange } from '../../api/differences.ts';
import type { Exchange } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { Method, Status } from '../../ui/badge.tsx';
import { DetailTitle } from '../../ui/detail-title.tsx';
import { FieldDifferences } from '../../ui/values/differences.tsx';
import { toCount, toDuration, toPreciseTime } from '../../ui/format.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { ChangesTab } from '../exchange/changes-tab.tsx';
import { MessageView } from '../exchange/message-view.tsx';
import { toExchangeKey } from '../selection/to-exchange-key.ts';
import { compareRequests, compareResponses } from './parts.ts';
import { WhyComparison } from './why-comparison.tsx';

interface PairProps {
  readonly first: Exchange;
  readonly second: Exchange;
}

/** Two exchanges beside each other: their responses, requests, reasons and changes. */
export function Comparison({ first, second, close }: PairProps & { readonly close: () => void }) {
  const { route, setParams, offers } = useConsole();
  const hasChanges = offers('GET', '/__admin/requests/{request_id}/changes');
  const tabs = TABS.filter(([name]) => name !== 'changes' || hasChanges);
  const selected = tabs.find(([name]) => name === route.params['tab'])?.[0] ?? 'response';
  return (
    <aside class="detail" aria-label="Two requests compared">
      <DetailTitle title="Two requests compared" close={close} />
      <div class="pair pair-head">
        <ExchangeLine exchange={first} />
        <ExchangeLine exchange={second} />
      </div>
      <Tabs label="Parts of the exchanges" tabs={tabs} selected={selected} select={(tab) => setParams({ tab })} />
      <div class="detail-body" role="tabpanel" tabIndex={0} aria-label={selected}>
        {selected === 'response' ? (
          <Messages
            fields={compareResponses(first, second)}
            first={<MessageView key={toExchangeKey(first)} message={first.response} />}
            second={<MessageView key={toExchangeKey(second)} message={second.response} />}
          />
        ) : null}
        {selected === 'request' ? (
          <Messages
            fields={compareRequests(first, second)}
            first={<MessageView key={toExchangeKey(first)} message={first.request} />}
            second={<MessageView key={toExchangeKey(second)} message={second.request} />}
          />
        ) : null}
        {selected === 'why' ? <WhyComparison first={first} second={second} /> : null}
        {selected === 'changes' ? (
          <div class="pair">
            <ChangesTab key={toExchangeKey(first)} exchange={first} />
            <ChangesTab key={toExchangeKey(second)} exchange={second} />
          </div>
        ) : null}
      </div>
    </aside>
  );
}

function ExchangeLine({ exchange }: { readonly exchange: Exchange }) {
  const { status, method, path, query, number, duration_ms: duration, time } = exchange;
  return (
    <div>
      <p class="row">
        <Status status={status} /> <Method method={method} /> <b>#{number}</b>
      </p>
      <p class="mono">
        {path}
        <span class="muted">{query === '' ? '' : `?${query}`}</span>
      </p>
      <p class="muted">
        {toPreciseTime(time)} · {toDuration(duration)}
      </p>
    </div>
  );
}

interface MessagesProps {
  readonly fields: readonly FieldChange[];
  readonly first: ComponentChildren;
  readonly second: ComponentChildren;
}

/** Two requests or responses: the fields that differ, or both as they are. The address has the choice. */
function Messages({ fields, first, second }: MessagesProps) {
  const { route, setParams } = useConsole();
  const isWhole = route.params['view'] === 'whole';
  return (
    <>
      <div class="body-head">
        <p class="muted grow">{fields.length === 0 ? 'They are equal.' : toCount(fields.length, 'difference')}</p>
        <div class="segments" role="group" aria-label="View">
          <button type="button" aria-pressed={!isWhole} onClick={() => setParams({ view: undefined })}>
            differences
          </button>
          <button type="button" aria-pressed={isWhole} onClick={() => setParams({ view: 'whole' })}>
            whole
          </button>
        </div>
      </div>
      {isWhole ? (
        <div class="pair whole">
          <div>{first}</div>
          <div>{second}</div>
        </div>
      ) : (
        <div class="compared">
          <FieldDifferences fields={fields} />
        </div>
      )}
    </>
  );
}

const TABS = [
  ['response', 'Response'],
  ['request', 'Request'],
  ['why', 'Why'],
  ['changes', 'Changes'],
] as const;
