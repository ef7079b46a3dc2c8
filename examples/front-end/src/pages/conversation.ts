import { useEffect, useRef, useState } from 'preact/hooks';
import { api, toError, type Agent, type ClientError, type Message, type ToolCall } from '../api.ts';
import { navigate, withQuery } from '../router.ts';

/** A message as the page shows it: stored, or still being written. */
export interface Turn {
  readonly key: string;
  readonly role: Message['role'];
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
  readonly attachments: Message['attachments'];
  readonly metadata: Message['metadata'];
  readonly state: 'done' | 'waiting' | 'streaming' | 'stopped' | 'failed';
  readonly error?: ClientError | undefined;
}

/** A conversation with an agent. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly isLoading: boolean;
  readonly error: ClientError | undefined;
  readonly isAnswering: boolean;
  readonly send: (text: string) => void;
  /** Sends the last message again, after its answer failed. */
  readonly retry: () => void;
  readonly stop: () => void;
}

/**
 * Reads the messages of a thread, and streams answers. A new conversation gets its thread with the first answer;
 * `onStored` is called when an answer is complete, so that a list of conversations can show it.
 */
export function useConversation(agent: Agent | undefined, threadUuid: string, onStored: () => void): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const [error, setError] = useState<ClientError>();
  const [isLoading, setIsLoading] = useState(false);
  const run = useRef<AbortController | undefined>(undefined);
  // The thread whose messages are on the page. It differs from the address when the reader chooses another one.
  const shown = useRef('');

  useEffect(() => {
    if (threadUuid === shown.current) return undefined;
    shown.current = threadUuid;
    run.current?.abort();
    run.current = undefined;
    setTurns([]);
    setError(undefined);
    setIsLoading(threadUuid !== '');
    if (threadUuid === '') return undefined;
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const query = { thread_uuid: threadUuid, sort_direction: 'asc', per_page: 100 } as const;
      const result = await api.GET('/api/v1/messages', { params: { query }, signal: controller.signal });
      setIsLoading(false);
      setError(result.error);
      setTurns(result.data?.data.map(toTurn) ?? []);
    };
    // The client rejects only when it is aborted.
    read().catch(() => undefined);
    return () => controller.abort();
  }, [threadUuid]);
  useEffect(() => () => run.current?.abort(), []);

  const change = (update: (turn: Turn) => Partial<Turn>): void =>
    setTurns((all) => all.map((turn, index) => (index === all.length - 1 ? { ...turn, ...update(turn) } : turn)));

  const answer = async (text: string): Promise<void> => {
    if (!agent || run.current) return;
    const controller = new AbortController();
    run.current = controller;
    const mine = toNewTurn({ role: 'user', content: text, state: 'done' });
    setTurns((all) => [...all, mine, toNewTurn({ role: 'assistant', content: '', state: 'waiting' })]);
    try {
      const request = {
        params: { path: { agent_uuid: agent.uuid } },
        body: { message: text, thread_uuid: shown.current === '' ? null : shown.current },
        signal: controller.signal,
      };
      for await (const { event, data } of api.stream('/api/v1/agents/{agent_uuid}/run', request)) {
        if (event === 'run.started' && data.thread_uuid !== undefined) {
          shown.current = data.thread_uuid;
          navigate(withQuery({ thread: data.thread_uuid }), { replace: true });
        }
        if (event === 'run.tool_call')
          change(({ toolCalls }) => ({ toolCalls: [...toolCalls, data], state: 'streaming' }));
        if (event === 'run.delta') change(({ content }) => ({ content: content + data.content, state: 'streaming' }));
        if (event === 'run.completed') change(({ key }) => ({ ...toTurn(data.data), key }));
        if (event === 'run.failed') change(() => ({ state: 'failed', error: toRunError(data) }));
        // Nothing follows: the next message does not wait until the connection ends.
        if (event === 'run.completed' || event === 'run.failed') break;
      }
    } catch (thrown) {
      // An aborted run was stopped, or belongs to a conversation that is no longer on the page.
      if (run.current !== controller) return;
      change(() => (controller.signal.aborted ? { state: 'stopped' } : { state: 'failed', error: toError(thrown) }));
    }
    if (run.current === controller) run.current = undefined;
    onStored();
  };

  const last = turns.at(-1);
  return {
    turns,
    error,
    isLoading,
    isAnswering: last?.state === 'waiting' || last?.state === 'streaming',
    send: (text) => void answer(text),
    retry: () => {
      const question = turns.at(-2)?.content;
      if (question === undefined) return;
      setTurns((all) => all.slice(0, -2));
      void answer(question);
    },
    stop: () => run.current?.abort(),
  };
}

function toTurn({ uuid, role, content, tool_calls, attachments, metadata }: Message): Turn {
  const state = metadata.finish_reason === 'client_disconnected' ? 'stopped' : 'done';
  return { key: uuid, role, content, toolCalls: tool_calls, attachments, metadata, state };
}

function toNewTurn(turn: Pick<Turn, 'role' | 'content' | 'state'>): Turn {
  return { key: crypto.randomUUID(), toolCalls: [], attachments: [], metadata: {}, ...turn };
}

function toRunError({ message, status }: { message: string; status: number }): ClientError {
  return {
    kind: 'server',
    status: status === 503 ? 503 : 502,
    message,
    code: undefined,
    body: undefined,
    retryAfter: undefined,
  };
}
