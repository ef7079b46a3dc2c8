import { createSystemClock } from '../../kernel/time/clock.ts';
import type { PrepareControl } from '../context/control.ts';
import type { ControlEvent, TrafficRecorder } from '../traffic/traffic-recorder.ts';

/** What happens, as it happens: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export const prepareEvents: PrepareControl = ({ recorder: watch, worlds }) => ({
  streamEvents: ({ world }) => ({
    kind: 'success',
    // The baseline hears of all worlds, a sandbox of itself.
    stream: (signal) => listen(watch, signal, ({ world: name }) => world === worlds.baseline || name === world.name),
  }),
});

async function* listen(
  watch: TrafficRecorder,
  signal: AbortSignal,
  isMeant: (event: ControlEvent) => boolean,
): AsyncGenerator<string> {
  const waiting: ControlEvent[] = [];
  let wake = ignore;
  let dropped = 0;
  const unsubscribe = watch.subscribe((event) => {
    if (!isMeant(event)) return;
    if (waiting.length < MAX_WAITING) waiting.push(event);
    else dropped += 1;
    wake();
  });
  let id = 0;
  try {
    yield ': listening\n\n';
    while (!signal.aborted) {
      for (const event of waiting.splice(0)) yield toText((id += 1), event);
      if (dropped > 0) yield `event: dropped\ndata: ${JSON.stringify({ count: dropped })}\n\n`;
      dropped = 0;
      const isQuiet = await waitFor((resolve) => (wake = resolve), signal);
      if (isQuiet && !signal.aborted) yield ': still here\n\n';
    }
  } finally {
    unsubscribe();
  }
}

/** Until something happens, or for as long as a connection may be silent. True where nothing happened. */
async function waitFor(onWake: (resolve: () => void) => void, signal: AbortSignal): Promise<boolean> {
  const timer = new AbortController();
  const silence = createSystemClock()
    .wait(MAX_SILENCE, AbortSignal.any([signal, timer.signal]))
    .then(() => true)
    .catch(() => false);
  const woken = new Promise<boolean>((resolve) => onWake(() => resolve(false)));
  const isQuiet = await Promise.race([silence, woken]);
  timer.abort();
  return isQuiet;
}

function ignore(): void {}

function toText(id: number, { type, world, data }: ControlEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ world, ...data })}\n\n`;
}

/** Of one listener that does not keep up. */
const MAX_WAITING = 1000;
/** In milliseconds. Proxies close what is silent for longer. */
const MAX_SILENCE = 15_000;
