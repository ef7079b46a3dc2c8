import { useEffect, useState } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { toAge } from '../ui/format.ts';
import { toGrown, toPause } from './grow.ts';

interface AgeProps {
  /** As the server told it. */
  readonly seconds: number;
  /** When the server told it, by the clock of this page in milliseconds. */
  readonly toldAt: number;
}

/** An age that goes on after the server has told it, without asking again. On a hidden page it stands still. */
export function Age({ seconds, toldAt }: AgeProps) {
  const { live } = useConsole();
  const isHidden = live === 'paused';
  const [grown, setGrown] = useState(seconds);
  useEffect(() => {
    if (isHidden) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const grow = (): void => {
      const now = toGrown(seconds, toldAt, Date.now());
      setGrown(now);
      timer = setTimeout(grow, toPause(now) * 1000);
    };
    grow();
    return () => clearTimeout(timer);
  }, [seconds, toldAt, isHidden]);
  return <>{toAge(grown)}</>;
}
