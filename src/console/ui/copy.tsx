import { useState } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { Icon } from './icon.tsx';

interface CopyProps {
  /** Returns the text to copy. */
  readonly text: () => string;
  /** What is copied, for the button's name. */
  readonly label: string;
  /** Whether the name is shown beside the icon. */
  readonly isNamed?: boolean;
}

/** A button that copies a text, and says so. */
export function Copy({ text, label, isNamed = false }: CopyProps) {
  const { notify } = useConsole();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_FOR);
    } catch {
      notify({ kind: 'failed', text: 'The browser does not let this page copy.', detail: text() });
    }
  };
  return (
    <button
      type="button"
      class={`button quiet${isNamed ? '' : ' small'}`}
      title={`Copy ${label}`}
      onClick={() => void copy()}
    >
      <Icon name={isCopied ? 'check' : 'copy'} />
      {isNamed ? <span>{isCopied ? 'Copied' : label}</span> : <span class="unseen">Copy {label}</span>}
    </button>
  );
}

/** In milliseconds. */
const SHOWN_FOR = 1500;
