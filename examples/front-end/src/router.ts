import { useEffect, useState } from 'preact/hooks';

/** Where the reader is. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Goes to an address of this page. `replace` leaves no entry in the browser's history. */
export function navigate(address: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Returns the current place, and renders again when it changes. Links of this page change it without a reload. */
export function usePlace(): Place {
  const [place, setPlace] = useState(readPlace);
  useEffect(() => {
    const update = (): void => setPlace(readPlace());
    addEventListener('popstate', update);
    document.addEventListener('click', followLink);
    return () => {
      removeEventListener('popstate', update);
      document.removeEventListener('click', followLink);
    };
  }, []);
  return place;
}

/** Returns the address of the current page with some query parameters changed; an empty value removes one. */
export function withQuery(changes: Readonly<Record<string, string>>): string {
  const { path, query } = readPlace();
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function readPlace(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || link.target !== '' || link.origin !== location.origin) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
}
