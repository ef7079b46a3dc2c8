import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { CallError, createClient, type Client } from '../api/client.ts';
import { findLaterRequest, NO_RESPONSE, toReasons, type NamedRequest } from '../api/failure.ts';
import type { Hint } from '../hints/hints.ts';
import { useHints } from '../hints/use-hints.ts';
import type { Console } from './console.ts';
import type { Notice } from './notices/notice.ts';
import { useLive } from './use-live.ts';
import { useDocuments } from './use-documents.ts';
import { useDrafts } from './use-drafts.ts';
import { useEdits } from './edits/use-edits.ts';
import { useMoves } from './use-moves.ts';
import { useRefreshOnEvents, useRevision } from './use-revision.ts';
import { findWorld } from './route.ts';
import { useRoute } from './use-route.ts';
import { readToken, storeToken } from './token.ts';

/** The console, and what only its frame uses. */
export interface ConsoleFrame {
  readonly console: Console;
  readonly notices: readonly (Notice & { readonly id: number })[];
  readonly dismiss: (id: number) => void;
  /** The call whose curl line is shown, and the status that it got. */
  readonly hinted: Hint | undefined;
  /** Keeps the curl line, so that it can be copied, or lets it go. */
  readonly holdHint: (isHeld: boolean) => void;
  readonly isTokenAsked: boolean;
  readonly setToken: (token: string | undefined) => void;
}

/** Creates the console: its route, client, events and notices. */
export function useConsoleFrame(): ConsoleFrame {
  const routing = useRoute();
  const { route, place, go, setParams } = routing;
  const { root } = place;
  const world = findWorld(route, place);
  const { token, isTokenAsked, askToken, setToken } = useToken();
  const client = useMemo(() => createClient({ root, world, token }), [root, world, token]);
  const { notices, notify, dismiss } = useNotices();
  const { revision, refresh } = useRevision();
  const { state: live, listen } = useLive(client, (from) => {
    if (from === 'lost') notify({ kind: 'done', text: 'Connected again. What you see is loaded anew.' });
    refresh();
  });
  useRefreshOnEvents(listen, refresh);
  const { hinted, hint, answer, point, hold } = useHints(route.screen, world);
  const documents = useDocuments(client, live);
  const kept = { ...useEdits(root), ...useDrafts(), ...useMoves(world) };
  const perform = usePerform({ client, go, refresh, notify, hint, answer, askToken });
  const hasToken = token !== undefined;
  const loaded = { ...documents, ...kept, live, revision, refresh, listen };
  const shared = { route, place, go, setParams, client, world, hasToken, ...loaded };
  return {
    console: { ...shared, perform, notify, hint, point, askToken },
    notices,
    dismiss,
    hinted,
    holdHint: hold,
    isTokenAsked,
    setToken,
  };
}

function useToken() {
  const [token, setStored] = useState(readToken);
  const [isTokenAsked, setAsked] = useState(false);
  const askToken = useCallback(() => setAsked(true), []);
  const setToken = useCallback((text: string | undefined) => {
    if (text !== undefined) setStored(storeToken(text));
    setAsked(false);
  }, []);
  return { token, isTokenAsked, askToken, setToken };
}

function useNotices() {
  const [notices, setNotices] = useState<ConsoleFrame['notices']>([]);
  const last = useRef(0);
  const dismiss = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const notify = useCallback((notice: Notice) => {
    const id = (last.current += 1);
    setNotices((all) => {
      const others = all.filter((one) => !isSameMatter(one, notice));
      return [...others.slice(1 - MAX_NOTICES), { ...notice, id }];
    });
    if (notice.kind === 'done' || notice.isPassing === true)
      setTimeout(() => dismiss(id), isShort(notice) ? SHOWN_FOR : READ_FOR);
  }, []);
  return { notices, notify, dismiss };
}

/** Whether a notice takes the place of another one: both are about the same, or tell the same. */
function isSameMatter(one: Notice, other: Notice): boolean {
  if (one.about !== undefined || other.about !== undefined) return one.about === other.about;
  return one.kind === other.kind && one.text === other.text && one.detail === other.detail;
}

/** Whether a notice has nothing but its text. */
function isShort({ action, detail = '' }: Notice): boolean {
  return action === undefined && detail === '';
}

interface PerformContext extends Pick<Console, 'go' | 'notify' | 'hint' | 'askToken'> {
  readonly client: Client;
  readonly refresh: () => void;
  /** Shows the status that a call got, if its curl line is still shown. */
  readonly answer: (call: Call, status: number) => void;
}

function usePerform(context: PerformContext): Console['perform'] {
  const { client, go, refresh, notify, hint, answer, askToken } = context;
  return useCallback(
    async (call, done, onDone) => {
      hint(call);
      try {
        const { status, body } = await client.request(call);
        answer(call, status);
        if (done !== undefined) notify({ kind: 'done', ...(typeof done === 'string' ? { text: done } : done(body)) });
        // Before everything is loaded again: it may choose another world.
        onDone?.(body);
        refresh();
        return { isDone: true, body };
      } catch (error) {
        const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
        answer(call, failure.status);
        if (failure.code === 'ADMIN_TOKEN_REQUIRED') askToken();
        const later = findLaterRequest(failure);
        notify({
          kind: 'failed',
          text: failure.title,
          detail: toReasons(failure),
          isPassing: failure.status === 409,
          ...(later === undefined ? {} : { action: toShown(later, go) }),
        });
        return { isDone: false, failure };
      }
    },
    [client],
  );
}

/** Returns what shows a recorded request. */
function toShown(later: NamedRequest, go: Console['go']): NonNullable<Notice['action']> {
  return { title: 'Show that request', run: () => go('traffic', { ...later }) };
}

const MAX_NOTICES = 4;
/** In milliseconds. */
const SHOWN_FOR = 3500;
const READ_FOR = 8000;
