import type { Exchange, Replay } from '../api/types.ts';
import { useContext } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { Copy } from '../ui/copy.tsx';
import { COMPARED, KnownExchanges, toAddress, useExchangeCall } from './selection/selected-exchange.ts';
import { toCurlSnippet, toFetchSnippet, toVitestSnippet } from './snippets.ts';
import { toExchangeKey } from './selection/to-exchange-key.ts';

interface ActionsProps {
  readonly exchange: Exchange;
  /** Called with what came of it when it was sent again. */
  readonly onReplayed: (replay: Replay) => void;
}

/** What can be done with an exchange: copy it, make a fault of it, send it again in a fork, undo it. */
export function ExchangeActions({ exchange, onReplayed }: ActionsProps) {
  const { client, offers, go } = useConsole();
  const { operation_id: operation } = exchange;
  const replay = useExchangeCall(exchange, 'POST', 'replay');
  return (
    <div class="buttons detail-actions">
      <Copy text={() => toCurlSnippet(exchange, client)} label="curl" isNamed />
      <Copy text={() => toFetchSnippet(exchange, client)} label="fetch" isNamed />
      <Copy text={() => toVitestSnippet(exchange, client)} label="vitest" isNamed />
      <CompareButton exchange={exchange} />
      {operation === null ? null : (
        <button type="button" class="button" onClick={() => go('faults', { operation, kind: 'status', status: 503 })}>
          Make a fault of it
        </button>
      )}
      {offers('POST', '/__admin/requests/{request_id}/replay') ? (
        <Action
          call={replay}
          done={(body) => ({ text: `Sent again in ${(body as Replay).sandbox}.` })}
          title="Key: r"
          shortcut="r"
          onDone={(body) => onReplayed(body as Replay)}
        >
          Replay in a fork
        </Action>
      ) : null}
      <UndoButton exchange={exchange} />
    </div>
  );
}

/** Undoes what a request has changed, once. */
function UndoButton({ exchange }: { readonly exchange: Exchange }) {
  const { method, status } = exchange;
  const revert = useExchangeCall(exchange, 'POST', 'revert');
  const { offers, undone, addUndone } = useConsole();
  const hasChanged = !READING.has(method) && status < 400 && status >= 200;
  if (!hasChanged || !offers('POST', '/__admin/requests/{request_id}/revert')) return null;
  if (undone.has(toExchangeKey(exchange))) return <Badge tone="good" text="Undone" />;
  return (
    <Action
      call={revert}
      done="What it changed is undone."
      confirm="Undo it?"
      onDone={() => addUndone(toExchangeKey(exchange))}
    >
      Undo
    </Action>
  );
}

function CompareButton({ exchange }: { readonly exchange: Exchange }) {
  const { route, setParams } = useConsole();
  const address = toAddress(COMPARED, exchange, useContext(KnownExchanges));
  const number = String(exchange.number);
  const isFirst = route.params['with'] === exchange.id && (route.params['with_number'] ?? number) === number;
  return (
    <button
      type="button"
      class="button"
      title="Compare with another request (c)"
      aria-pressed={isFirst}
      onClick={() => setParams(address)}
    >
      Compare
    </button>
  );
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
