import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../api/client.ts';
import { readEvents, type ServerEvent } from '../api/events.ts';
import type { Away, Console, LiveState } from './console.ts';

/** The events of the server, and whether they arrive. */
export interface Live {
  readonly state: LiveState;
  readonly listen: Console['listen'];
}

/**
 * Follows the server's events while the page is shown, and connects again when the connection ends. A hidden page holds
 * no connection: browsers open at most six to a host, for all tabs together. `onReturn` is called when events arrive
 * again: those of meanwhile were missed, and after a loss the server may have been started again.
 */
export function useLive(client: Client, onReturn: (from: Away) => void): Live {
  const [state, setState] = useState<LiveState>('connecting');
  const listeners = useRef(new Set<(event: ServerEvent) => void>());
  useEffect(() => {
    const onEvent: Follower['onEvent'] = (event) => listeners.current.forEach((listener) => listener(event));
    let ended = new AbortController();
    let from: Away | undefined;
    const turn = (): void => {
      ended.abort();
      if (document.visibilityState === 'hidden') {
        from = 'paused';
        setState('paused');
        return;
      }
      ended = new AbortController();
      void follow(client, ended.signal, { setState, onReturn, onEvent, from });
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      ended.abort();
    };
  }, [client]);
  const listen = useRef<Console['listen']>((listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  });
  return { state, listen: listen.current };
}

interface Follower {
  readonly setState: (state: LiveState) => void;
  readonly onReturn: (from: Away) => void;
  readonly onEvent: (event: ServerEvent) => void;
  /** Why events may have been missed before. */
  readonly from: Away | undefined;
}

async function follow(
  client: Client,
  signal: AbortSignal,
  { setState, onReturn, onEvent, from }: Follower,
): Promise<void> {
  let away = from;
  let wait = MIN_WAIT;
  while (!signal.aborted) {
    try {
      const response = await client.open({ method: 'GET', path: '/__admin/events', headers: EVENT_STREAM }, signal);
      if (response.ok) {
        setState('live');
        if (away !== undefined) onReturn(away);
        away = undefined;
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
    away = 'lost';
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
