import { createSystemClock } from '../../kernel/time/clock.ts';
import type { ControlCalls } from '../context/control-call.ts';
import type { ControlEvent, TrafficRecorder } from '../traffic/traffic-recorder.ts';

/** Streams events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export const EVENT_CALLS = {
  streamEvents: {
    handle: ({ world }, { recorder, worlds }) => {
      // Without a sandbox, the stream has the events of all worlds.
      const isSelected = ({ world: name }: ControlEvent): boolean => world === worlds.baseline || name === world.name;
      return { kind: 'success', stream: (signal) => listen(recorder, signal, isSelected) };
    },
  },
} satisfies Partial<ControlCalls>;

async function* listen(
  recorder: TrafficRecorder,
  signal: AbortSignal,
  isSelected: (event: ControlEvent) => boolean,
): AsyncGenerator<string> {
  const waiting: ControlEvent[] = [];
  let wake = ignore;
  let dropped = 0;
  const unsubscribe = recorder.subscribe((event) => {
    if (!isSelected(event)) return;
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
      const isSilent = await waitFor((resolve) => (wake = resolve), signal);
      if (isSilent && !signal.aborted) yield ': still here\n\n';
    }
  } finally {
    unsubscribe();
  }
}

/** Waits for an event, at most as long as a connection may be silent. Returns true when none occurred. */
async function waitFor(onWake: (resolve: () => void) => void, signal: AbortSignal): Promise<boolean> {
  const timer = new AbortController();
  const silence = createSystemClock()
    .wait(MAX_SILENCE, AbortSignal.any([signal, timer.signal]))
    .then(() => true)
    .catch(() => false);
  const woken = new Promise<boolean>((resolve) => onWake(() => resolve(false)));
  const isSilent = await Promise.race([silence, woken]);
  timer.abort();
  return isSilent;
}

function ignore(): void {}

function toText(id: number, { type, world, data }: ControlEvent): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ world, ...data })}\n\n`;
}

/** The maximum number of buffered events of a slow listener. */
const MAX_WAITING = 1000;
/** In milliseconds. Proxies close connections that are silent for longer. */
const MAX_SILENCE = 15_000;
