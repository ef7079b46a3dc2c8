import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { CallError, type Client } from '../api/client.ts';
import { NO_RESPONSE, type Failure } from '../api/failure.ts';
import { useConsole } from './console.ts';

/** What has been loaded so far. `data` stays while it is loaded again. */
export interface Loaded<Data> {
  readonly data: Data | undefined;
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
}

/**
 * Loads the response to a call, and loads it again when the world changes or `turn` grows. Without a call it loads
 * nothing.
 */
export function useLoad<Data>(call: Call | undefined, turn = 0): Loaded<Data> {
  // The key stands for the call, which is another object at each rendering.
  const key = call === undefined ? undefined : JSON.stringify(call);
  return useLoaded(
    key,
    async (client, signal) =>
      call === undefined ? Promise.reject(new Error('There is no call.')) : ((await client.send(call, signal)) as Data),
    turn,
  );
}

/** Loads something with several calls. */
export type Loader<Data> = (client: Client, signal: AbortSignal) => Promise<Data>;

/**
 * Loads what `key` stands for, and loads it again when the world changes or `turn` grows: after the load that is under
 * way, so that frequent changes cannot keep every load from its end. Without a key it loads nothing.
 */
export function useLoaded<Data>(key: string | undefined, load: Loader<Data>, turn = 0): Loaded<Data> {
  const { client, revision, world, askToken } = useConsole();
  const wanted = revision + turn;
  const place = key === undefined ? '' : `${world} ${key}`;
  const [loaded, setLoaded] = useState<Loaded<Data> & { readonly place: string }>({ ...NOTHING, place: '' });
  const again = useRef<() => void>(() => undefined);
  const seen = useRef(wanted);
  useEffect(() => {
    if (place === '') return undefined;
    seen.current = wanted;
    const ended = new AbortController();
    const onFailure = (error: unknown): void => {
      if (ended.signal.aborted) return;
      const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
      if (failure.code === 'ADMIN_TOKEN_REQUIRED') askToken();
      setLoaded((last) => ({ place, data: last.place === place ? last.data : undefined, failure, isLoading: false }));
    };
    again.current = createTurns(async () => {
      try {
        const data = await load(client, ended.signal);
        if (!ended.signal.aborted) setLoaded({ place, data, failure: undefined, isLoading: false });
      } catch (error) {
        onFailure(error);
      }
    });
    again.current();
    return () => {
      again.current = () => undefined;
      ended.abort();
    };
  }, [place, client]);
  useEffect(() => {
    if (seen.current === wanted) return;
    seen.current = wanted;
    again.current();
  }, [wanted]);
  return loaded.place === place ? loaded : NOTHING;
}

/** Returns a function that does a task. Called while it is being done, it has the task done once more after it. */
export function createTurns(task: () => Promise<void>): () => void {
  let isBusy = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    while (isWanted) {
      isWanted = false;
      await task();
    }
    isBusy = false;
  };
  return function take() {
    isWanted = true;
    if (!isBusy) void run();
  };
}

const NOTHING = { data: undefined, failure: undefined, isLoading: true } as const;
