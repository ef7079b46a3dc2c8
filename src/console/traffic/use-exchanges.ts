import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { CallError, type Client } from '../api/client.ts';
import { NO_RESPONSE, type Failure } from '../api/failure.ts';
import type { Exchange } from '../api/types.ts';
import { isAway, useConsole } from '../state/console.ts';
import { createTurns } from '../state/use-load.ts';
import { createArrivals } from './arrivals.ts';
import { mergeExchanges, mergeLog, replaceNewest } from './merge.ts';

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
  const latest = useRef(state.all);
  latest.current = state.all;
  useEffect(() => {
    // It is loaded when the page is shown again.
    if (live === 'paused') return undefined;
    const ended = new AbortController();
    const before = latest.current.filter((exchange) => exchange.world === world);
    setState((last) => ({ ...last, all: last.all.filter((exchange) => exchange.world === world), isLoading: true }));
    loadLog(client, ended.signal).then(
      ({ requests, total, seen }) => {
        // The page may show another world by now.
        if (ended.signal.aborted) return undefined;
        return setState(({ all }) => ({
          all: mergeLog(all, { requests, seen }, before),
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
  }, [client, world, isAway(live), reloads]);
  useNewExchanges({
    add: (added) => setState((last) => ({ ...last, all: mergeExchanges(last.all, added) })),
    catchUp: useCatchUp(latest, setState),
    reload: () => setReloads((count) => count + 1),
  });
  const clear = useCallback(() => setState({ ...NONE, isLoading: false, total: 0 }), []);
  return { ...state, clear };
}

/** Returns a function that loads the end of the log again: that of replicas numbers the exchanges of all. */
function useCatchUp(
  latest: { readonly current: readonly Exchange[] },
  setState: (change: (last: Exchanges) => Exchanges) => void,
): () => void {
  const { client, world } = useConsole();
  const run = useRef<() => void>(() => undefined);
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    run.current = createTurns(async () => {
      const after = Math.max(0, (latest.current[0]?.number ?? 0) - PAGE);
      // The next event tries again.
      const log = await loadLog(client, ended.signal, after).catch(() => undefined);
      if (log === undefined || ended.signal.aborted) return;
      setState((last) => ({ ...last, all: replaceNewest(last.all, log, after), total: log.total }));
      clearTimeout(timer);
      if (log.missing_replicas !== undefined) timer = setTimeout(() => run.current(), RETRY);
    });
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [client, world]);
  return useCallback(() => run.current(), []);
}

/** A page of the server's log, or all of it. */
interface Log {
  readonly requests: readonly Exchange[];
  /** How many the log has. */
  readonly total: number;
  /** The number of the newest. */
  readonly seen: number;
  /** The replicas that did not answer, and whose exchanges it lacks. */
  readonly missing_replicas?: readonly string[];
}

/** Loads the log in pages: with its bodies it can have many megabytes, and to parse them together would take long. */
async function loadLog(client: Client, signal: AbortSignal, from = 0): Promise<Log> {
  const requests: Exchange[] = [];
  for (let after = from; ;) {
    const query = { limit: PAGE, after };
    const page = (await client.send({ method: 'GET', path: '/__admin/requests', query }, signal)) as Log & {
      readonly next: number | null;
    };
    requests.push(...page.requests);
    // What is newer than the last full page arrives as events.
    if (page.next === null || requests.length >= LOADED) return { ...page, requests };
    after = page.next;
  }
}

interface Listener {
  readonly add: (added: readonly Exchange[]) => void;
  /** Called when replicas got exchanges, and when the events of one begin or end: what it got before is in the log. */
  readonly catchUp: () => void;
  /** Called when the server could not tell of all exchanges, because they were too many at once. */
  readonly reload: () => void;
}

/** Calls `add` with the exchanges that the server tells of: those that arrive together at once. */
function useNewExchanges({ add, catchUp, reload }: Listener): void {
  const { world, listen } = useConsole();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reloadSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(reload, CALM);
    };
    const parse = (text: string): Exchange | undefined => {
      const exchange = JSON.parse(text) as Exchange;
      return exchange.world === world ? exchange : undefined;
    };
    // The numbers of such events are those of each replica.
    const isOfReplica = ({ replica }: Exchange): boolean => replica !== undefined;
    const take = (added: readonly Exchange[]): void => (added.some(isOfReplica) ? catchUp() : add(added));
    const arrivals = createArrivals({ parse, take, onDropped: reloadSoon });
    const end = listen(({ type, data }) => {
      if (type === 'dropped') reloadSoon();
      if (type === 'replica') catchUp();
      if (type === 'exchange') arrivals.add(data);
    });
    return () => {
      end();
      arrivals.end();
      clearTimeout(timer);
    };
  }, [listen, world]);
}

const NONE: Exchanges = { all: [], total: undefined, failure: undefined, isLoading: true };
/** How long no event may be missed before the list is loaded again, in milliseconds. */
const CALM = 300;
/** The time before a replica that did not answer is asked again, in milliseconds. */
const RETRY = 1000;
/** How many exchanges are loaded at first: as many as the server keeps of a world. */
const LOADED = 1000;
const PAGE = 50;
