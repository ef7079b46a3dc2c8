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
export function Action({
  call,
  done,
  kind = 'plain',
  confirm,
  onDone,
  isDisabled = false,
  isSubmit = false,
  shortcut,
  ...rest
}: ActionProps) {
  const { perform } = useConsole();
  const { onBlur, ...pointing } = useHint(isDisabled ? undefined : call);
  const [phase, setPhase] = useState<'ready' | 'asking' | 'sending'>('ready');
  const press = (): void => {
    if (phase === 'sending') return;
    if (confirm !== undefined && phase === 'ready') {
      setPhase('asking');
      return;
    }
    setPhase('sending');
    void perform(call, done, onDone).then(() => setPhase('ready'));
  };
  useKeys(shortcut === undefined || isDisabled ? {} : { [shortcut]: press });
  return (
    <button
      type={isSubmit ? 'submit' : 'button'}
      class={`button ${phase === 'asking' ? 'danger' : kind}`}
      disabled={isDisabled}
      aria-busy={phase === 'sending'}
      title={rest.title}
      onClick={press}
      {...pointing}
      onBlur={() => {
        onBlur();
        setPhase((now) => (now === 'asking' ? 'ready' : now));
      }}
    >
      {phase === 'asking' ? confirm : rest.children}
    </button>
  );
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
