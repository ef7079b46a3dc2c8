import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { CallError } from '../api/client.ts';
import { NO_RESPONSE, type Failure } from '../api/failure.ts';
import { useConsole } from './console.ts';

/** What has been loaded so far. `data` stays while it is loaded again. */
export interface Loaded<Data> {
  readonly data: Data | undefined;
  readonly failure: Failure | undefined;
  readonly isLoading: boolean;
}

/** Loads the response to a call, and loads it again when the world changes. Without a call it loads nothing. */
export function useLoad<Data>(call: Call | undefined): Loaded<Data> {
  const { client, revision, world, askToken } = useConsole();
  const key = call === undefined ? '' : `${world} ${JSON.stringify(call)}`;
  const [loaded, setLoaded] = useState<Loaded<Data> & { readonly key: string }>({ ...NOTHING, key: '' });
  useEffect(() => {
    if (call === undefined) return undefined;
    const ended = new AbortController();
    client.send(call, ended.signal).then(
      (data) => setLoaded({ key, data: data as Data, failure: undefined, isLoading: false }),
      (error: unknown) => {
        if (ended.signal.aborted) return;
        const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
        if (failure.code === 'ADMIN_TOKEN_REQUIRED') askToken();
        setLoaded((last) => ({ key, data: last.key === key ? last.data : undefined, failure, isLoading: false }));
      },
    );
    return () => ended.abort();
    // The key stands for the call, which is another object at each rendering.
  }, [key, client, revision]);
  return loaded.key === key ? loaded : NOTHING;
}

const NOTHING = { data: undefined, failure: undefined, isLoading: true } as const;
