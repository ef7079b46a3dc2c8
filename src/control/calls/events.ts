import { createSystemClock } from '../../kernel/time/clock.ts';
import type { ControlCalls } from '../context/control-call.ts';
import type { Replicas } from '../context/replicas.ts';
import { nameReplica, relayEvents } from '../gathered/relay-events.ts';
import type { ControlEvent, TrafficRecorder } from '../traffic/traffic-recorder.ts';

/** Streams events as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export const EVENT_CALLS = {
  streamEvents: {
    state: 'events',
    handle: ({ world, query: { scope = 'all' } }, { recorder, worlds, replicas }) => {
      // Without a sandbox, the stream has the events of all worlds.
      const sandbox = world === worlds.baseline ? undefined : world.name;
      const source = { recorder, sandbox, replicas: scope === 'all' ? replicas : undefined };
      return { kind: 'success', stream: (signal) => streamEvents(source, signal) };
    },
  },
} satisfies Partial<ControlCalls>;

/** Where the events of a stream come from: this replica, and the others when there are any. */
export interface EventSource {
  readonly recorder: Pick<TrafficRecorder, 'subscribe'>;
  /** The sandbox whose events are sent; undefined for those of all worlds. */
  readonly sandbox: string | undefined;
  readonly replicas: Replicas | undefined;
}

/** Yields the text of each event until the signal is aborted, and a comment when none occurs for a while. */
export async function* streamEvents(
  { recorder, sandbox, replicas }: EventSource,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const waiting: ControlEvent[] = [];
  let wake = ignore;
  let dropped = 0;
  const publish = (event: ControlEvent): void => {
    if (waiting.length < MAX_WAITING) waiting.push(event);
    else dropped += 1;
    wake();
  };
  const unsubscribe = recorder.subscribe((event) => {
    if (sandbox === undefined || event.world === sandbox) publish(nameReplica(event, replicas?.name));
  });
  const ended = new AbortController();
  const relayed = AbortSignal.any([signal, ended.signal]);
  if (replicas !== undefined) void relayEvents({ replicas, sandbox, publish, signal: relayed });
  let id = 0;
  try {
    yield ': listening\n\n';
    while (!signal.aborted) {
      for (const event of waiting.splice(0)) yield toText((id += 1), event);
      if (dropped > 0) yield `event: dropped\ndata: ${JSON.stringify({ count: dropped })}\n\n`;
      dropped = 0;
      // Events that occurred while the stream was read would not wake it.
      if (waiting.length > 0) continue;
      const isSilent = await waitFor((resolve) => (wake = resolve), signal);
      if (isSilent && !signal.aborted) yield ': still here\n\n';
    }
  } finally {
    ended.abort();
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
