import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import { useConsole, type Done } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useHint } from './use-hint.ts';

interface ActionProps {
  readonly call: Call;
  /** What is told when it is done, unless `onDone` tells it. */
  readonly done?: Done;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  /** A question to answer before the call is sent. */
  readonly confirm?: string;
  readonly isDisabled?: boolean;
  /** Whether Enter in a field of its form presses it. */
  readonly isSubmit?: boolean;
  readonly title?: string;
  /** The key of the page that presses it. */
  readonly shortcut?: string;
  readonly onDone?: (body: unknown) => void;
  readonly children: ComponentChildren;
}

/**
 * A button that sends a call. Its curl line stands at the foot of the page while the button has the pointer or the
 * focus. A button with a question asks it in place: the second press sends.
 */
export function Action({ kind = 'plain', isDisabled = false, isSubmit = false, ...rest }: ActionProps) {
  const { call, confirm, shortcut, title, children } = rest;
  const { onBlur, ...pointing } = useHint(isDisabled ? undefined : call);
  const { phase, press, relax } = usePress(rest);
  useKeys(shortcut === undefined || isDisabled ? {} : { [shortcut]: press });
  return (
    <button
      type={isSubmit ? 'submit' : 'button'}
      class={`button ${phase === 'asking' ? 'danger' : kind}`}
      disabled={isDisabled}
      aria-busy={phase === 'sending'}
      title={title}
      onClick={press}
      {...pointing}
      onBlur={() => {
        onBlur();
        relax();
      }}
    >
      {phase === 'asking' ? confirm : children}
    </button>
  );
}

/** Where a button is: its question is asked, or its call is sent. */
type Phase = 'ready' | 'asking' | 'sending';

/** Sends the call of a button when it is pressed, after its question if it has one. `relax` takes the question back. */
function usePress({ call, done, confirm, onDone }: Pick<ActionProps, 'call' | 'done' | 'confirm' | 'onDone'>) {
  const { perform } = useConsole();
  const [phase, setPhase] = useState<Phase>('ready');
  const press = (): void => {
    if (phase === 'sending') return;
    if (confirm !== undefined && phase === 'ready') {
      setPhase('asking');
      return;
    }
    setPhase('sending');
    void perform(call, done, onDone).then(() => setPhase('ready'));
  };
  const relax = (): void => setPhase((now) => (now === 'asking' ? 'ready' : now));
  return { phase, press, relax };
}

interface FormProps {
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** Fields with an `Action` that submits: Enter in a field presses it. */
export function Form({ children, ...rest }: FormProps) {
  return (
    <form class={rest.class ?? 'fields'} noValidate onSubmit={(event) => event.preventDefault()}>
      {children}
    </form>
  );
}
