import { useMemo, useState } from 'preact/hooks';
import { ConsoleContext, type Console } from '../state/console.ts';
import { useConsoleFrame } from '../state/use-console.ts';
import { useKeys } from '../state/use-keys.ts';
import { CurlLine } from './curl-line.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import { Palette } from './palette.tsx';
import { listScreens, type ScreenEntry } from './screens.ts';
import { ScreenOf } from './screen-of.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { useWorldNotice } from './use-world-notice.ts';

interface AppProps {
  /** The names of the screens that the page listed before the script ran. */
  readonly listed: readonly string[];
}

/** The whole page: navigation, the screen that the address names, and the curl line at the foot. */
export function App({ listed }: AppProps) {
  const frame = useConsoleFrame();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const togglePalette = (): void => setPaletteOpen((isOpen) => !isOpen);
  const screens = useMemo(() => listScreens(frame.console.contract, listed), [frame.console.contract]);
  useGlobalKeys(frame.console, screens, togglePalette);
  useWorldNotice(frame.console);
  return (
    <ConsoleContext.Provider value={frame.console}>
      <a class="skip" href="#main">
        Skip to the screen
      </a>
      <div class="frame">
        <Navigation screens={screens} openPalette={togglePalette} />
        <div class="screen-frame">
          {frame.console.live === 'lost' ? <LostBar /> : null}
          <main id="main" tabIndex={-1}>
            <ScreenOf screen={frame.console.route.screen} />
          </main>
          <Notices notices={frame.notices} dismiss={frame.dismiss} />
          <CurlLine hinted={frame.hinted} holdHint={frame.holdHint} />
        </div>
      </div>
      {isPaletteOpen ? <Palette screens={screens} close={() => setPaletteOpen(false)} /> : null}
      {frame.isTokenAsked ? <TokenDialog done={frame.setToken} /> : null}
    </ConsoleContext.Provider>
  );
}

/** Says that the server is away, while the page keeps what it has. */
function LostBar() {
  return (
    <div class="lost" role="status">
      <span class="pulse" aria-hidden="true" />
      Connection lost. The server may be starting again; this page follows as soon as it is back.
    </div>
  );
}

function useGlobalKeys(console: Console, screens: readonly ScreenEntry[], togglePalette: () => void): void {
  const numbers = screens.slice(0, 9).map(({ name }, index) => [String(index + 1), () => console.go(name)] as const);
  useKeys({
    ...Object.fromEntries(numbers),
    'Ctrl+k': togglePalette,
    '?': () => console.go('help'),
    '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
    w: () => document.querySelector<HTMLSelectElement>('#world')?.focus(),
    p: () => void console.perform({ method: 'POST', path: '/__admin/scenarios/next' }, 'The story went on.'),
  });
}
