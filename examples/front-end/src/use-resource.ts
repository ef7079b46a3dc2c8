import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ClientError } from './api.ts';

/** What a page shows of a request: its latest data, its error, and whether it is under way. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly error: ClientError | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** A result of the client, with data or with an error. */
interface Result<T> {
  readonly data?: T;
  readonly error?: ClientError;
}

/**
 * Loads when `key` changes, and cancels the request before. The previous data stays until the new one arrives, so that
 * a list does not flicker while its reader types or pages.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<Result<T>>): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, 'reload'>>(LOADING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setState(({ data }) => ({ data, error: undefined, isLoading: true }));
    const update = async (): Promise<void> => {
      const { data, error } = await load(controller.signal);
      if (!controller.signal.aborted) setState((before) => ({ data: data ?? before.data, error, isLoading: false }));
    };
    // The client rejects only when it is aborted.
    update().catch(() => undefined);
    return () => controller.abort();
    // `load` is a new function with each render; `key` says when it loads something else.
  }, [key, attempt]);
  return { ...state, reload: useCallback(() => setAttempt((count) => count + 1), []) };
}

const LOADING = { data: undefined, error: undefined, isLoading: true };
