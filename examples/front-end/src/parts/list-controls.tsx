import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Page } from '../api.ts';
import { navigate, withQuery } from '../router.ts';
import { Icon } from './icon.tsx';

/** A search field whose text is in the address, so that going back and reloading keep it. `/` moves the focus here. */
export function SearchBox({ label, value }: { label: string; value: string }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  // Going back changes the address; the field follows, but not while it is typed in.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = value;
  }, [value]);
  const search = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => navigate(withQuery({ search: text.trim(), page: '' }), { replace: true }), 250);
  };
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        maxLength={255}
        onInput={(event) => search(event.currentTarget.value)}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

/** Shows which part of a list is visible, and leads to the pages beside it. */
export function Pager({ page, noun }: { page: Page; noun: string }): JSX.Element {
  const { current_page: current, last_page: last } = page;
  return (
    <nav class="pager" aria-label={`Pages of ${noun}`}>
      <span>
        {page.from === null ? 'None' : `${page.from}–${page.to}`} of {page.total}
      </span>
      <PageLink to={current - 1} last={last} label="Previous page" icon="back" />
      <PageLink to={current + 1} last={last} label="Next page" icon="next" />
    </nav>
  );
}

function PageLink(props: { to: number; last: number; label: string; icon: 'back' | 'next' }): JSX.Element {
  const isThere = props.to >= 1 && props.to <= props.last;
  const go = (): void => navigate(withQuery({ page: props.to === 1 ? '' : String(props.to) }));
  return (
    <button class="button square" type="button" aria-label={props.label} disabled={!isThere} onClick={go}>
      <Icon name={props.icon} />
    </button>
  );
}
