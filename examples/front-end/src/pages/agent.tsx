import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api, type Agent, type Thread } from '../api.ts';
import { toAge } from '../format.ts';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { ErrorNotice, Skeletons } from '../parts/states.tsx';
import { Badge } from '../parts/status.tsx';
import { useResource } from '../use-resource.ts';
import { Composer } from './composer.tsx';
import { Learned } from './learned.tsx';
import { ModelChoice } from './model-choice.tsx';
import { useConversation, type Conversation } from './conversation.ts';
import { TurnView } from './turn.tsx';

/** A conversation with an agent, beside the earlier ones. */
export function AgentPage({ uuid, threadUuid }: { uuid: string; threadUuid: string }): JSX.Element {
  const agent = useResource(uuid, (signal) =>
    api.GET('/api/v1/agents/{agent_uuid}', { params: { path: { agent_uuid: uuid } }, signal }),
  );
  const threads = useResource(uuid, (signal) =>
    api.GET('/api/v1/threads', {
      params: { query: { agent_uuid: uuid, sort_by: 'updated_at', sort_direction: 'desc', per_page: 20 } },
      signal,
    }),
  );
  const conversation = useConversation(agent.data?.data, threadUuid, threads.reload);
  if (agent.error) return <ErrorNotice error={agent.error} onRetry={agent.reload} />;
  if (!agent.data) return <Skeletons count={3} kind="line" />;
  const { data } = agent.data;
  return (
    <div class="chat">
      <AgentHead agent={data} onChange={agent.reload} />
      <ThreadList agent={data} threads={threads.data?.data ?? []} current={threadUuid} />
      <section class="conversation" aria-label={`Conversation with ${data.name}`}>
        <Turns agent={data} conversation={conversation} />
        <Composer
          agent={data}
          isAnswering={conversation.isAnswering}
          onSend={conversation.send}
          onStop={conversation.stop}
        />
      </section>
    </div>
  );
}

function AgentHead({ agent, onChange }: { agent: Agent; onChange: () => void }): JSX.Element {
  const { name, metadata, status, is_owner, large_language_model: model } = agent;
  return (
    <header class="chat-head">
      <a class="button square plain" href="/agents" aria-label="All agents">
        <Icon name="back" />
      </a>
      <Picture of={agent} />
      <div>
        <h1>{name}</h1>
        <p>{[metadata.role, is_owner ? undefined : model?.name].filter(Boolean).join(' · ')}</p>
      </div>
      {status !== 'active' && <Badge status={status} />}
      {is_owner && <ModelChoice agent={agent} onChange={onChange} />}
    </header>
  );
}

interface ThreadListProps {
  agent: Agent;
  threads: readonly Thread[];
  current: string;
}

function ThreadList({ agent, threads, current }: ThreadListProps): JSX.Element {
  const box = useRef<HTMLDetailsElement>(null);
  // Beside the conversation it is always open; on a phone the reader opens it.
  useEffect(() => {
    const wide = matchMedia('(min-width: 60rem)');
    const update = (): void => void box.current?.toggleAttribute('open', wide.matches);
    update();
    wide.addEventListener('change', update);
    return () => wide.removeEventListener('change', update);
  }, []);
  useEffect(() => {
    if (box.current && !matchMedia('(min-width: 60rem)').matches) box.current.open = false;
  }, [current]);
  return (
    <nav class="threads" aria-label="Conversations">
      <a class="button wide" href={`/agents/${agent.uuid}`}>
        <Icon name="plus" />{' '}
        <span>
          New<span class="wide-only"> conversation</span>
        </span>
      </a>
      <details ref={box}>
        <summary>Earlier conversations</summary>
        {threads.length === 0 && <p class="fine">None yet. Your first message begins one.</p>}
        <ul>
          {threads.map(({ uuid, name, updated_at }) => (
            <li key={uuid}>
              <a href={`/agents/${agent.uuid}?thread=${uuid}`} aria-current={uuid === current ? 'true' : undefined}>
                <span>{name}</span>
                <time dateTime={updated_at}>{toAge(updated_at)}</time>
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

function Turns({ agent, conversation }: { agent: Agent; conversation: Conversation }): JSX.Element {
  const { turns, error, isLoading, retry } = conversation;
  const end = useRef<HTMLDivElement>(null);
  const last = turns.at(-1);
  // Follow the answer, unless the reader has scrolled up to read.
  useEffect(() => {
    const rest = document.documentElement.scrollHeight - innerHeight - scrollY;
    if (last?.state === 'waiting' || rest < 240) end.current?.scrollIntoView({ block: 'end' });
  }, [turns]);
  return (
    <div class="turns" role="log" aria-live="polite" aria-busy={conversation.isAnswering}>
      {error && <ErrorNotice error={error} />}
      {isLoading && <Skeletons count={3} kind="bubble" />}
      {turns.length === 0 && !isLoading && !error && <Greeting agent={agent} onChoose={conversation.send} />}
      {turns.map((turn) => (
        <TurnView key={turn.key} turn={turn} agent={agent} onRetry={turn === last ? retry : undefined} />
      ))}
      <div ref={end} class="end" />
    </div>
  );
}

function Greeting({ agent, onChoose }: { agent: Agent; onChoose: (text: string) => void }): JSX.Element {
  const { greetings, conversation_starters: starters = [] } = agent.metadata;
  return (
    <div class="greeting">
      <Picture of={agent} size="large" />
      <h2>{agent.name}</h2>
      <p>{greetings ?? agent.description}</p>
      {starters.length > 0 && (
        <ul class="starters" aria-label="Begin with">
          {starters.map((text) => (
            <li key={text}>
              <button class="starter" type="button" onClick={() => onChoose(text)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Learned agent={agent} />
    </div>
  );
}
