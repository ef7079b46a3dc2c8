import { useEffect, useRef } from 'preact/hooks';
import type { Fault } from '../api/types.ts';
import { toLeft } from '../faults/switches.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import type { ScreenEntry } from './screens.ts';
import { WorldSwitch } from './world-switch.tsx';

interface NavigationProps {
  readonly screens: readonly ScreenEntry[];
  readonly openPalette: () => void;
}

/** The screens, the world that all of them show, and whether the server's events arrive. */
export function Navigation({ screens, openPalette }: NavigationProps) {
  const { route } = useConsole();
  const counts = useCounts(screens);
  const list = useRef<HTMLUListElement>(null);
  const [hasRuns, hasFaults] = ['runs', 'faults'].map((screen) => counts[screen]?.count !== undefined);
  // On a narrow page the screens are in a row that scrolls, and the first counts make it longer. Later ones leave it
  // where a person has scrolled it.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [route.screen, screens, hasRuns, hasFaults]);
  return (
    <nav class="navigation" aria-label="Screens">
      <div class="brand">
        <img src={LOGO} alt="" width="20" height="20" />
        <span>Console</span>
        <LiveDot />
      </div>
      <WorldSwitch />
      <ul ref={list}>
        {screens.map(({ name, title, icon }, index) => (
          <li key={name}>
            <Link
              screen={name}
              isCurrent={route.screen === name}
              title={index < 9 ? `${title} (${index + 1})` : `${title} (?)`}
            >
              <Icon name={icon} />
              <span>{title}</span>
              <Count {...counts[name]} />
              {index < 9 ? <kbd aria-hidden="true">{index + 1}</kbd> : null}
            </Link>
          </li>
        ))}
      </ul>
      <button type="button" class="palette-button" onClick={openPalette}>
        <Icon name="search" />
        <span>Go to…</span>
        <kbd>Ctrl K</kbd>
      </button>
    </nav>
  );
}

interface CountProps {
  readonly count?: number | undefined;
  /** What is counted. */
  readonly of?: string;
}

/** How many things a screen has that one should know of elsewhere too. */
function Count({ count = 0, of }: CountProps) {
  if (count === 0) return null;
  return (
    <em class="count" title={`${count} ${of}`}>
      {count}
      <span class="unseen"> {of}</span>
    </em>
  );
}

/** Counts the active faults, and the runs that wait for a person. */
function useCounts(screens: readonly ScreenEntry[]): Readonly<Record<string, CountProps>> {
  const { offers } = useConsole();
  const hasRuns = screens.some(({ name }) => name === 'runs') && offers('GET', '/__admin/approvals');
  const faults = useLoad<{ faults: readonly Fault[] }>({ method: 'GET', path: '/__admin/faults' });
  const approvals = useLoad<{ total: number }>(
    hasRuns ? { method: 'GET', path: '/__admin/approvals', query: { limit: 1 } } : undefined,
  );
  return {
    faults: { count: faults.data?.faults.filter((fault) => toLeft(fault) !== 0).length, of: 'active' },
    runs: { count: approvals.data?.total, of: 'waiting' },
  };
}

function LiveDot() {
  const { live } = useConsole();
  return (
    <span class={`live-dot ${live}`} role="status" title={LIVE_TEXTS[live]}>
      <i aria-hidden="true" />
      <span>{live === 'live' ? 'live' : live === 'lost' ? 'lost' : '…'}</span>
    </span>
  );
}

const LIVE_TEXTS = {
  live: 'What the server does appears here at once.',
  lost: 'The connection is lost.',
  connecting: 'Connecting.',
  paused: 'The page was hidden. It connects again.',
};
const LOGO = new URL('../icon.svg', import.meta.url).href;
