import type { JSX } from 'preact';
import type { Agent, ToolCall } from '../api.ts';
import { toDuration, toTitle } from '../format.ts';
import { Markdown } from '../markdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { Picture } from '../parts/picture.tsx';
import { ErrorNotice } from '../parts/states.tsx';
import type { Turn } from './conversation.ts';

interface TurnProps {
  turn: Turn;
  agent: Agent;
  onRetry: (() => void) | undefined;
}

/** Shows one message of a conversation, also while it is being written. */
export function TurnView({ turn, agent, onRetry }: TurnProps): JSX.Element {
  const { role, content, toolCalls, state, error } = turn;
  if (role === 'user')
    return (
      <article class="turn mine" aria-label="You">
        <div class="bubble">
          <p>{content}</p>
          <Attachments turn={turn} />
        </div>
      </article>
    );
  return (
    <article class={`turn ${state}`} aria-label={agent.name}>
      <Picture of={agent} size="small" />
      <div class="answer">
        {toolCalls.map((call) => (
          <ToolCallView key={call.id} call={call} />
        ))}
        {state === 'waiting' && (
          <p class="thinking">
            <span class="dots" aria-hidden="true" /> {agent.name} is thinking…
          </p>
        )}
        {content !== '' && <Markdown text={content} />}
        <Attachments turn={turn} />
        {state === 'stopped' && <p class="fine">Stopped. What was written so far is kept.</p>}
        {error && <ErrorNotice error={error} onRetry={onRetry} />}
        {state === 'done' && <Footnote turn={turn} />}
      </div>
    </article>
  );
}

function ToolCallView({ call: { name, arguments: sent, status, result } }: { call: ToolCall }): JSX.Element {
  return (
    <details class="tool-call">
      <summary>
        <Icon name="tool" /> {toTitle(name)}
        <span class={`badge ${status ?? 'pending'}`}>{status ?? 'pending'}</span>
      </summary>
      <pre tabIndex={0}>{JSON.stringify({ arguments: sent, result }, null, 2)}</pre>
    </details>
  );
}

function Attachments({ turn: { attachments } }: { turn: Turn }): JSX.Element | null {
  if (attachments.length === 0) return null;
  return (
    <ul class="attachments">
      {attachments.map(({ uuid, name, type, media }) => (
        <li key={uuid}>
          <a href={media.original_url} target="_blank" rel="noreferrer">
            {type === 'image' ? <img src={media.original_url} alt={name} /> : name}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Footnote({ turn: { metadata } }: { turn: Turn }): JSX.Element | null {
  const { model, tokens, latency } = metadata;
  const facts = [
    model,
    tokens?.output === undefined ? undefined : `${tokens.output} tokens`,
    latency === undefined ? undefined : toDuration(latency),
  ].filter((fact) => fact !== undefined);
  return facts.length === 0 ? null : <p class="fine footnote">{facts.join(' · ')}</p>;
}
