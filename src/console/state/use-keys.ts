import { useEffect, useRef } from 'preact/hooks';

/** What to do for a key: `j`, `Enter`, `Escape`, or `Ctrl+k`. */
export type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/**
 * Listens to keys of the whole page. A plain letter is ignored while a person types, or while a dialog is open; `Enter`
 * also where it would press a button or follow a link.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const isCommand = event.ctrlKey || event.metaKey;
      const handle = latest.current[isCommand ? `Ctrl+${event.key.toLowerCase()}` : event.key];
      if (handle === undefined || (!isCommand && isTaken(event))) return;
      event.preventDefault();
      handle(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input, textarea, select')) return key !== 'Escape';
  return key === 'Enter' && target.matches('a, button, summary');
}
