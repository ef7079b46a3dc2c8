import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ConsoleFrame } from '../state/use-console.ts';
import { Icon } from '../ui/icon.tsx';

/**
 * What happened: successes go by themselves, failures stay until they are dismissed. They cover no control: they are
 * below the navigation, or take their room from the screen where that has none.
 */
export function Notices({ notices, dismiss }: Pick<ConsoleFrame, 'notices' | 'dismiss'>) {
  const list = useRef<HTMLDivElement>(null);
  useNewestInView(list, notices.at(-1)?.id);
  useFocusInView(notices);
  return (
    <div ref={list} class="notices" role="log" aria-live="polite" aria-label="Notices">
      {notices.map(({ id, kind, text, detail, action }) => (
        <div key={id} class={`notice ${kind}`}>
          <Icon name={kind === 'done' ? 'check' : 'warning'} />
          <div class="notice-text">
            <strong>{text}</strong>
            {detail === undefined || detail === '' ? null : <p>{detail}</p>}
          </div>
          {action === undefined ? null : (
            <button
              type="button"
              class="button"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.title}
            </button>
          )}
          <button type="button" class="button quiet small" onClick={() => dismiss(id)}>
            <Icon name="close" />
            <span class="unseen">Dismiss</span>
          </button>
        </div>
      ))}
    </div>
  );
}

/** Scrolls a list to the beginning of its newest notice, if it has a newer one. */
function useNewestInView(list: { readonly current: HTMLElement | null }, newest: number | undefined): void {
  useLayoutEffect(() => {
    const top = list.current?.lastElementChild?.getBoundingClientRect().top ?? 0;
    list.current?.scrollBy(0, top - list.current.getBoundingClientRect().top);
  }, [newest]);
}

/** Keeps the control with the focus in view when notices have taken the room that it had. */
function useFocusInView(notices: ConsoleFrame['notices']): void {
  const lastEnd = useRef(0);
  useLayoutEffect(() => {
    const end = document.querySelector('main')?.getBoundingClientRect().bottom ?? 0;
    const focused = document.activeElement;
    const place = focused?.closest('main') ? focused.getBoundingClientRect() : undefined;
    if (place !== undefined && place.bottom > end && place.bottom <= lastEnd.current)
      focused?.scrollIntoView({ block: 'nearest' });
    lastEnd.current = end;
  }, [notices]);
}
