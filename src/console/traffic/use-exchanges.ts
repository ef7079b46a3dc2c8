import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallError } from '../api/client.ts';
import { NO_RESPONSE, type Failure } from '../api/failure.ts';
import type { Exchange } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { mergeExchanges } from './merge.ts';

/** The exchanges of the world that the page has, the newest first. */
export interface Exchanges {
  readonly all: readonly Exchange[];
  /** How many the server still has; undefined until it said so. */
  readonly total: number | undefined;
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
}

/** Loads the recorded exchanges of the world, and adds each that the server tells of. */
export function useExchanges(): Exchanges & { readonly clear: () => void } {
  const { client, world, live } = useConsole();
  const [state, setState] = useState<Exchanges>(NONE);
  const [reloads, setReloads] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    setState((last) => ({ ...last, all: last.all.filter((exchange) => exchange.world === world), isLoading: true }));
    client.send({ method: 'GET', path: '/__admin/requests', query: { limit: LOADED } }, ended.signal).then(
      (body) => {
        const { requests, total, seen } = body as { requests: readonly Exchange[]; total: number; seen: number };
        // Numbers begin again when the server does: what the page has is then of the time before.
        const keep = (all: readonly Exchange[]): readonly Exchange[] => ((all[0]?.number ?? 0) > seen ? [] : all);
        return setState(({ all }) => ({
          all: mergeExchanges(keep(all), requests),
          total,
          failure: undefined,
          isLoading: false,
        }));
      },
      (error: unknown) => {
        if (ended.signal.aborted) return undefined;
        const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
        return setState((last) => ({ ...last, failure, isLoading: false }));
      },
    );
    return () => ended.abort();
  }, [client, world, live === 'lost', reloads]);
  useNewExchanges({
    add: (added) => setState((last) => ({ ...last, all: mergeExchanges(last.all, added) })),
    reload: () => setReloads((count) => count + 1),
  });
  const clear = useCallback(() => setState({ ...NONE, isLoading: false, total: 0 }), []);
  return { ...state, clear };
}

interface Listener {
  readonly add: (added: readonly Exchange[]) => void;
  /** Called when the server could not tell of all exchanges, because they were too many at once. */
  readonly reload: () => void;
}

/** Calls `add` with the exchanges that the server tells of: those of one frame together. */
function useNewExchanges({ add, reload }: Listener): void {
  const { world, listen } = useConsole();
  const waiting = useRef<Exchange[]>([]);
  useEffect(() => {
    let frame: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      frame = undefined;
      add(waiting.current.splice(0));
    };
    const end = listen(({ type, data }) => {
      if (type === 'dropped') {
        clearTimeout(timer);
        timer = setTimeout(reload, CALM);
      }
      if (type !== 'exchange') return;
      const exchange = JSON.parse(data) as Exchange;
      if (exchange.world !== world) return;
      waiting.current.push(exchange);
      frame ??= requestAnimationFrame(flush);
    });
    return () => {
      end();
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [listen, world]);
}

/** Returns the exchange with this id. It is kept while it is shown, also when the list has dropped it. */
export function useKnownExchange(all: readonly Exchange[], id: string | undefined): Exchange | undefined {
  const last = useRef<Exchange>(null);
  const found = id === undefined ? undefined : all.find((exchange) => exchange.id === id);
  if (found !== undefined) last.current = found;
  return found ?? (last.current?.id === id ? (last.current ?? undefined) : undefined);
}

const NONE: Exchanges = { all: [], total: undefined, failure: undefined, isLoading: true };
/** How long no event may be missed before the list is loaded again, in milliseconds. */
const CALM = 300;
/** How many exchanges are loaded at first: as many as the server keeps of a world. */
const LOADED = 1000;
