import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client.ts';
import { readEvents, type ServerEvent } from '../api/events.ts';
import type { Console, LiveState } from './console.ts';

/** The events of the server, and whether they arrive. */
export interface Live {
  readonly state: LiveState;
  readonly listen: Console['listen'];
}

/**
 * Follows the server's events, and connects again when the connection ends. `onReturn` is called when it is back after
 * it was lost: the server may have been started again.
 */
export function useLive(client: Client, onReturn: () => void): Live {
  const [state, setState] = useState<LiveState>('connecting');
  const listeners = useRef(new Set<(event: ServerEvent) => void>());
  useEffect(() => {
    const ended = new AbortController();
    void follow(client, ended.signal, {
      setState,
      onReturn,
      onEvent: (event) => listeners.current.forEach((listener) => listener(event)),
    });
    return () => ended.abort();
  }, [client]);
  const listen = useRef<Console['listen']>((listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  });
  return { state, listen: listen.current };
}

interface Follower {
  readonly setState: (state: LiveState) => void;
  readonly onReturn: () => void;
  readonly onEvent: (event: ServerEvent) => void;
}

async function follow(client: Client, signal: AbortSignal, { setState, onReturn, onEvent }: Follower): Promise<void> {
  let wasLost = false;
  let wait = MIN_WAIT;
  while (!signal.aborted) {
    try {
      const response = await client.open({ method: 'GET', path: '/__admin/events', headers: EVENT_STREAM }, signal);
      if (response.ok) {
        setState('live');
        if (wasLost) onReturn();
        wasLost = false;
        wait = MIN_WAIT;
        await readEvents(response, onEvent);
      } else if (DENIED.has(response.status)) {
        // The page asks for the token, and comes back with another client.
        setState('connecting');
        await pause(MAX_WAIT, signal);
        continue;
      }
    } catch {
      // The server is away. The loop tries again.
    }
    if (signal.aborted) return;
    wasLost = true;
    setState('lost');
    await pause(wait, signal);
    wait = Math.min(wait * 2, MAX_WAIT);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const DENIED: ReadonlySet<number> = new Set([401, 403]);
const EVENT_STREAM = { accept: 'text/event-stream' };
/** In milliseconds. */
const MIN_WAIT = 400;
const MAX_WAIT = 3000;
