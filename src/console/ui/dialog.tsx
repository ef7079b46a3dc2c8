import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly label: string;
  readonly class?: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A dialog over the page. Escape and a press outside close it. */
export function Dialog({ label, close, children, ...rest }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Not after the next frame: what is typed meanwhile would go to the page below.
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={rest.class}
      aria-label={label}
      onClose={close}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      {children}
    </dialog>
  );
}
