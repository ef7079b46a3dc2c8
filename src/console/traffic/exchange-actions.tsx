import { toPath } from '../api/call.ts';
import type { Exchange, Replay } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { Copy } from '../ui/copy.tsx';
import { toCurlSnippet, toFetchSnippet, toVitestSnippet } from './snippets.ts';
import { toUndoneKey } from './to-undone-key.ts';

interface ActionsProps {
  readonly exchange: Exchange;
  /** Called with what came of it when it was sent again. */
  readonly onReplayed: (replay: Replay) => void;
}

/** What can be done with an exchange: copy it, make a fault of it, send it again in a fork, undo it. */
export function ExchangeActions({ exchange, onReplayed }: ActionsProps) {
  const { client, offers, go } = useConsole();
  const { id, operation_id: operation } = exchange;
  return (
    <div class="buttons detail-actions">
      <Copy text={() => toCurlSnippet(exchange, client)} label="curl" isNamed />
      <Copy text={() => toFetchSnippet(exchange, client)} label="fetch" isNamed />
      <Copy text={() => toVitestSnippet(exchange, client)} label="vitest" isNamed />
      <CompareButton id={id} />
      {operation === null ? null : (
        <button type="button" class="button" onClick={() => go('faults', { operation, kind: 'status', status: 503 })}>
          Make a fault of it
        </button>
      )}
      {offers('POST', '/__admin/requests/{request_id}/replay') ? (
        <Action
          call={{ method: 'POST', path: toPath`/__admin/requests/${id}/replay`, world: exchange.world }}
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
  const { id, method, status, world } = exchange;
  const { offers, undone, addUndone } = useConsole();
  const hasChanged = !READING.has(method) && status < 400 && status >= 200;
  if (!hasChanged || !offers('POST', '/__admin/requests/{request_id}/revert')) return null;
  if (undone.has(toUndoneKey(exchange))) return <Badge tone="good" text="Undone" />;
  return (
    <Action
      call={{ method: 'POST', path: toPath`/__admin/requests/${id}/revert`, world }}
      done="What it changed is undone."
      confirm="Undo it?"
      onDone={() => addUndone(toUndoneKey(exchange))}
    >
      Undo
    </Action>
  );
}

function CompareButton({ id }: { readonly id: string }) {
  const { route, setParams } = useConsole();
  return (
    <button
      type="button"
      class="button"
      title="Compare with another request (c)"
      aria-pressed={route.params['with'] === id}
      onClick={() => setParams({ with: id })}
    >
      Compare
    </button>
  );
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
