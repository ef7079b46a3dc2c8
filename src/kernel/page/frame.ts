import { escapeMarkup } from '../text/escape-markup.ts';
import { TOKENS } from './tokens.ts';

/** What stands around the content of a page. */
export interface PageFrame {
  readonly title: string;
  /** A line below the title, as HTML. */
  readonly about: string;
  readonly content: string;
  /** Where the links of the navigation lead; undefined for a page without one. */
  readonly navigation: Navigation | undefined;
}

/** The navigation of a page. */
export interface Navigation {
  /** The relative path from the page to the folder of the console, with a trailing slash. */
  readonly console: string;
  /** The screens that the simulated contract has a use for, beyond those of every contract. */
  readonly screens: readonly string[];
  /** The screen that the page belongs to, if any. */
  readonly current: string | undefined;
}

/** Puts the console's frame around the content of a page, as HTML without scripts. Its style is `FRAME_STYLE`. */
export function toFrame({ title, about, content, navigation }: PageFrame): string {
  return `<div class="frame">
<nav class="navigation" aria-label="Screens">
<div class="brand">${LOGO}<span>Console</span></div>
${navigation === undefined ? '' : `<ul>\n${toScreenLinks(navigation)}\n</ul>`}
</nav>
<main>
<div class="screen-head"><h1>${escapeMarkup(title)}</h1><p class="muted">${about}</p></div>
${content}
</main>
</div>`;
}

/** Returns the links to the screens as list items, as HTML; with `hasKeys`, each with the key that opens it. */
export function toScreenLinks({ console, screens, current }: Navigation, hasKeys = false): string {
  const items = listScreens(screens).map(({ name, title, icon }, index) => {
    const mark = name === current ? ' aria-current="true"' : '';
    const key = hasKeys && index < 9 ? `<kbd aria-hidden="true">${index + 1}</kbd>` : '';
    return `<li><a href="${escapeMarkup(console + name)}"${mark}><svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${icon}"/></svg><span>${title}</span>${key}</a></li>`;
  });
  return items.join('\n');
}

/** Returns the console's screens, in its order: those of every contract, and those of `screens`. */
export function listScreens(screens: readonly string[]): readonly Screen[] {
  return SCREENS.filter(({ name, isOptional = false }) => !isOptional || screens.includes(name));
}

interface Screen {
  readonly name: string;
  readonly title: string;
  readonly icon: string;
  /** Only some contracts have a use for it. */
  readonly isOptional?: boolean;
}

/** The console's screens, in its order. */
const SCREENS: readonly Screen[] = [
  {
    name: '',
    title: 'Home',
    icon: 'M2.5 7.2 8 2.5l5.5 4.7V13a.8.8 0 0 1-.8.8H9.8V9.5H6.2v4.3H3.3a.8.8 0 0 1-.8-.8Z',
  },
  { name: 'traffic', title: 'Traffic', icon: 'M1.8 8h2.6l2-5 3.2 10 2-5h2.6' },
  {
    name: 'data',
    title: 'Data',
    icon: 'M2.5 4c0-1 2.5-1.8 5.5-1.8S13.5 3 13.5 4v8c0 1-2.5 1.8-5.5 1.8S2.5 13 2.5 12ZM2.5 4c0 1 2.5 1.8 5.5 1.8S13.5 5 13.5 4M2.5 8c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8',
  },
  { name: 'worlds', title: 'Worlds', icon: 'M8 1.8 14 5 8 8.2 2 5Zm-6 6.3 6 3.2 6-3.2M2 11l6 3.2 6-3.2' },
  { name: 'faults', title: 'Faults', icon: 'M8.8 1.8 3 9h4.4l-.8 5.2L12.6 7H8.2Z' },
  { name: 'contract', title: 'Contract', icon: 'M4 1.8h5.5L12.5 5v9.2H4Zm5.3 0V5h3.2M6 8h4.5M6 10.8h4.5' },
  { name: 'runs', title: 'Runs', icon: 'M3.5 2.2v11.6l9-5.8Z', isOptional: true },
  { name: 'threads', title: 'Threads', icon: 'M2 3h12v8H7.2L4 13.6V11H2Z', isOptional: true },
  {
    name: 'replies',
    title: 'Replies',
    icon: 'M6.5 4 2.5 7.6l4 3.6V9c3.4-.3 5.4.7 7 3-.2-3.7-2.6-6.3-7-6.3Z',
    isOptional: true,
  },
  {
    name: 'help',
    title: 'Help',
    icon: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM6.2 6.3c0-1 .8-1.7 1.8-1.7s1.8.7 1.8 1.6c0 1.3-1.8 1.4-1.8 2.7M8 11.2v.1',
  },
];

const LOGO =
  '<svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#4b4fd6"/><path d="M9 21.5 16 9l7 12.5M12.2 17.5h7.6" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** The style of the frame. Nothing of it depends on the content, and the page scrolls as a whole. */
export const FRAME_STYLE = `${TOKENS}
html, body { margin: 0; background: var(--ground); color: var(--text); }
body { font: var(--size) / 1.45 var(--font); font-variant-numeric: tabular-nums; -webkit-font-smoothing: antialiased; }
.frame { display: grid; grid-template-columns: 200px minmax(0, 1fr); min-height: 100vh; }
.navigation {
  position: sticky; top: 0; box-sizing: border-box; height: 100vh; padding: var(--s3); overflow-y: auto;
  border-right: 1px solid var(--line); background: var(--ground);
}
.brand {
  display: flex; align-items: center; gap: var(--s2); padding: var(--s1) var(--s1) var(--s3); font-weight: 650;
}
.navigation ul { display: grid; gap: 1px; margin: 0; padding: 0; list-style: none; }
.navigation a {
  display: flex; align-items: center; gap: var(--s2); height: 30px; padding: 0 var(--s2);
  border-radius: var(--radius); color: var(--muted); font-weight: 500; text-decoration: none;
}
.navigation a:hover { background: var(--sunken); color: var(--text); }
.navigation a[aria-current] { background: var(--accent-soft); color: var(--accent-text); }
.navigation .icon {
  flex: none; width: 16px; height: 16px; fill: none; stroke: currentcolor;
  stroke-linecap: round; stroke-linejoin: round; stroke-width: 1.4;
}
main { box-sizing: border-box; width: 100%; max-width: 1320px; min-width: 0; margin: 0 auto; padding: var(--s4) var(--s5) var(--s5); }
.screen-head h1 { margin: 0; font-size: 17px; font-weight: 650; letter-spacing: -0.01em; overflow-wrap: anywhere; }
.screen-head p { margin: 0; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.screen-head a { color: var(--accent-text); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
@media (max-width: 760px) {
  .frame { display: block; min-height: 0; }
  .navigation { position: static; height: auto; padding: var(--s2) var(--s3) 0; border-right: 0; border-bottom: 1px solid var(--line); }
  .brand { padding: 0 0 var(--s2); }
  .navigation ul { display: flex; gap: 0; margin: 0 calc(-1 * var(--s3)); padding: 0 var(--s2); overflow-x: auto; scrollbar-width: none; }
  .navigation a { height: 36px; border-radius: 0; white-space: nowrap; }
  .navigation a[aria-current] { background: none; box-shadow: inset 0 -2px var(--accent); }
  main { padding: var(--s3); }
}
`;
