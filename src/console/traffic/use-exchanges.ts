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
  }, [client, world, live === 'lost']);
  useNewExchanges((added) => setState((last) => ({ ...last, all: mergeExchanges(last.all, added) })));
  const clear = useCallback(() => setState({ ...NONE, isLoading: false, total: 0 }), []);
  return { ...state, clear };
}

/** Calls `add` with the exchanges that the server tells of: those of one frame together. */
function useNewExchanges(add: (added: readonly Exchange[]) => void): void {
  const { world, listen } = useConsole();
  const waiting = useRef<Exchange[]>([]);
  useEffect(() => {
    let frame: number | undefined;
    const flush = (): void => {
      frame = undefined;
      add(waiting.current.splice(0));
    };
    const end = listen(({ type, data }) => {
      if (type !== 'exchange') return;
      const exchange = JSON.parse(data) as Exchange;
      if (exchange.world !== world) return;
      waiting.current.push(exchange);
      frame ??= requestAnimationFrame(flush);
    });
    return () => {
      end();
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [listen, world]);
}

const NONE: Exchanges = { all: [], total: undefined, failure: undefined, isLoading: true };
/** How many exchanges are loaded at first: as many as the server keeps of a world. */
const LOADED = 1000;
