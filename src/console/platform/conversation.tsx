import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { toPath, type Call } from '../api/call.ts';
import type { JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useRecords } from '../state/use-records.ts';
import { toLocalTime } from '../ui/format.ts';
import { DetailTitle } from '../ui/detail-title.tsx';
import { Await } from '../ui/states.tsx';
import type { Identity } from './identity.tsx';
import { useRun } from './use-run.ts';

interface ConversationProps {
  readonly thread: JsonObject;
  readonly agent: string | undefined;
  readonly identity: Identity;
  readonly close: () => void;
}

/** The messages of a thread, and a field for the next one; the answer appears while it is written. */
export function Conversation({ thread, agent, identity, close }: ConversationProps) {
  const loaded = useRecords('messages');
  const uuid = String(thread['uuid']);
  const messages = useMemo(
    () =>
      (loaded.data?.records ?? [])
        .filter((message) => message['thread_uuid'] === uuid)
        .toSorted((left, right) => String(left['created_at']).localeCompare(String(right['created_at']))),
    [loaded.data, uuid],
  );
  const { answer, isRunning, run } = useRun(toPath`/api/v1/threads/${uuid}/run`, identity.headers);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [messages.length, answer]);
  return (
    <aside class="detail" aria-label="The selected conversation">
      <DetailTitle title={String(thread['name'])} close={close}>
        {agent ?? 'No agent'}
      </DetailTitle>
      <div class="detail-body" tabIndex={0} role="log" aria-label="Messages">
        <Await loaded={loaded}>
          {() => messages.map((message) => <Message key={message['uuid']} message={message} agent={agent} />)}
        </Await>
        {answer === undefined ? null : (
          <div class="message assistant" aria-busy={isRunning}>
            <p>{answer === '' ? '…' : answer}</p>
          </div>
        )}
        <div ref={end} />
      </div>
      <Composer
        path={toPath`/api/v1/threads/${uuid}/run`}
        headers={identity.headers}
        isRunning={isRunning}
        send={run}
      />
    </aside>
  );
}

function Message({ message, agent }: { readonly message: JsonObject; readonly agent: string | undefined }) {
  const { role, content, created_at: created } = message;
  return (
    <div class={`message ${String(role)}`}>
      <small>
        {role === 'assistant' ? (agent ?? 'assistant') : String(role)} · {toLocalTime(String(created))}
      </small>
      <p>{String(content)}</p>
    </div>
  );
}

interface ComposerProps {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
  readonly send: (text: string) => void;
}

function Composer({ path, headers, isRunning, send }: ComposerProps) {
  const { hint } = useConsole();
  const [text, setText] = useState('');
  const toCall = (): Call => ({ method: 'POST', path, headers, body: { message: text, stream: true } });
  const submit = (): void => {
    if (text.trim() === '' || isRunning) return;
    hint(toCall());
    send(text);
    setText('');
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        aria-label="Message"
        placeholder="Write a message; Enter sends it"
        rows={2}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="button primary" disabled={isRunning || text.trim() === ''}>
        Send
      </button>
    </form>
  );
}
