import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Agent } from '../api.ts';
import { Icon } from '../parts/icon.tsx';

interface ComposerProps {
  agent: Agent;
  isAnswering: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** The field for the next message: Enter sends, Shift and Enter begin a line, Escape stops an answer. */
export function Composer({ agent, isAnswering, onSend, onStop }: ComposerProps): JSX.Element {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  // On a phone, the keyboard would cover the greeting.
  useEffect(() => {
    if (matchMedia('(min-width: 60rem)').matches) field.current?.focus();
  }, []);
  const send = (): void => {
    // The field's own text: what was typed last may not be rendered yet.
    const message = field.current?.value.trim() ?? '';
    if (message === '' || isAnswering) return;
    onSend(message);
    setText('');
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isAnswering) onStop();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        aria-label={`Message to ${agent.name}`}
        placeholder={`Message ${agent.name}`}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      {isAnswering ? (
        <button
          class="button square primary"
          type="button"
          aria-label="Stop the answer"
          title="Stop (Esc)"
          onClick={onStop}
        >
          <Icon name="stop" />
        </button>
      ) : (
        <button
          class="button square primary"
          type="submit"
          aria-label="Send"
          title="Send (Enter)"
          disabled={text.trim() === ''}
        >
          <Icon name="send" />
        </button>
      )}
    </form>
  );
}
