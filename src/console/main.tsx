import { render } from 'preact';
import { App } from './shell/app.tsx';
import { parseRoute } from './state/route.ts';

/** Replaces the frame that the page has painted by the console. */
function start(): void {
  const place = document.getElementById('console');
  if (place === null) return;
  const listed = [...place.querySelectorAll<HTMLAnchorElement>('.navigation li a')].map(
    (link) => parseRoute(link.pathname, '').screen,
  );
  place.replaceChildren();
  render(<App listed={listed} />, place);
}

// Rendering takes longer than painting the frame, so it comes after. A tab in the background has nothing to paint.
if (document.visibilityState === 'hidden') start();
else requestAnimationFrame(() => setTimeout(start));
