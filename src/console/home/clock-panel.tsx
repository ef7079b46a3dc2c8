import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../api/call.ts';
import type { Clock, Config } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { toCount, toDuration, toLocalTime } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Await } from '../ui/states.tsx';
import { useHint } from '../ui/use-hint.ts';
import { FREEZE, RESUME, toAdvance } from './clock-calls.ts';
import { RanWork } from './ran-work.tsx';
import { tellLastMove } from './tell-move.ts';

/** The time of the world: freeze it, move it, and go to the next scheduled work. */
export function ClockPanel({ config }: { readonly config: Config | undefined }) {
  const loaded = useLoad<Clock>({ method: 'GET', path: '/__admin/clock' });
  const { data } = loaded;
  return (
    <Panel title="Clock" aside={data === undefined ? null : <ClockBadge clock={data} />}>
      <Await loaded={loaded}>
        {(clock) => (
          <>
            <ClockFace clock={clock} />
            <ClockButtons clock={clock} />
            <LastMove clock={clock} />
            {clock.failed_work.length === 0 ? null : (
              <p class="warning-text">{toCount(clock.failed_work.length, 'piece')} of scheduled work failed.</p>
            )}
          </>
        )}
      </Await>
      {config === undefined ? null : <Speed speed={config.speed} />}
    </Panel>
  );
}

function ClockBadge({ clock }: { readonly clock: Clock }) {
  if (clock.frozen) return <Badge tone="info" text="frozen" />;
  return <Badge tone={clock.flows ? 'good' : 'plain'} text={clock.flows ? 'running' : 'moves with changes'} />;
}

/** The time, which runs on between two readings of it. */
function ClockFace({ clock }: { readonly clock: Clock }) {
  const [passed, setPassed] = useState(0);
  const runs = clock.flows && !clock.frozen;
  useEffect(() => {
    setPassed(0);
    if (!runs) return undefined;
    const began = performance.now();
    const timer = setInterval(() => setPassed(performance.now() - began), 1000);
    return () => clearInterval(timer);
  }, [clock.now_ms, runs]);
  const now = new Date(clock.now_ms + passed);
  return (
    <div class="clock">
      <time dateTime={now.toISOString()}>{FACE.format(now)}</time>
      <span class="muted">{DAY.format(now)}</span>
      <span class="muted">
        {clock.scheduled === 0 ? 'Nothing is scheduled.' : `${toCount(clock.scheduled, 'piece')} of work scheduled`}
        {clock.next_due === null ? '' : `, next ${toLocalTime(clock.next_due, clock.now)}`}
      </span>
    </div>
  );
}

function ClockButtons({ clock }: { readonly clock: Clock }) {
  const console = useConsole();
  const wait = clock.next_due === null ? undefined : Math.max(0, Date.parse(clock.next_due) - clock.now_ms);
  return (
    <div class="buttons">
      {clock.frozen ? (
        <Action {...RESUME} kind="primary">
          Resume
        </Action>
      ) : (
        <Action {...FREEZE}>Freeze</Action>
      )}
      <Action {...toAdvance(console, { duration: 'PT1H' })}>+1 h</Action>
      <Action {...toAdvance(console, { duration: 'P1D' })}>+1 day</Action>
      <Action
        {...toAdvance(console, { ms: wait ?? 0 })}
        isDisabled={wait === undefined}
        title={wait === undefined ? 'Nothing is scheduled.' : `Moves the clock by ${toDuration(wait)}.`}
      >
        Next due
      </Action>
    </div>
  );
}

/** What the latest move of the clock has run. */
function LastMove({ clock }: { readonly clock: Clock }) {
  const { lastMove } = useConsole();
  const told = tellLastMove(lastMove, clock);
  if (told === undefined || lastMove === undefined) return null;
  return (
    <div class="last-move">
      {told}
      <RanWork work={lastMove.ran_work} />
    </div>
  );
}

function toSpeedCall(speed: Config['speed']): Call {
  return { method: 'PATCH', path: '/__admin/config', body: { speed } };
}

/** How fast runs and executions go on. */
function Speed({ speed }: { readonly speed: Config['speed'] }) {
  const { perform } = useConsole();
  const pointing = useHint(toSpeedCall(speed));
  const options = [...new Set([...SPEEDS, speed])];
  return (
    <label class="inline-field">
      <span>Speed of runs</span>
      <select
        value={String(speed)}
        {...pointing}
        onChange={({ currentTarget: { value } }) =>
          void perform(toSpeedCall(value === 'instant' ? value : Number(value)), 'From the next run on.')
        }
      >
        {options.map((option) => (
          <option key={option} value={String(option)}>
            {option === 'instant' ? 'instant' : `${option}×`}
          </option>
        ))}
      </select>
    </label>
  );
}

const SPEEDS: readonly Config['speed'][] = [1, 10, 100, 'instant'];
const FACE = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
