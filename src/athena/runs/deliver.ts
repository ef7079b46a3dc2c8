import type { Call } from '../../behaviour/rule/behaviour.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { Answer, Reply } from '../responder/model/responder.ts';

/** A run whose answer is known and is still to be sent. */
export interface Delivery {
  readonly reply: Reply;
  /** When the run started, by the world's clock. */
  readonly startedAt: number;
  /** The data of the `run.started` event. */
  readonly startedEvent: JsonObject;
  /** Ends the run: returns its body, or the reason why it failed. */
  readonly complete: () => Promise<{ readonly body: JsonValue } | { readonly failed: string }>;
  /** Stores the text that was sent before the client disconnected. */
  readonly storePartial: (text: string) => Promise<void>;
}

/**
 * Scales a duration by the world's pace, in milliseconds. Returns 0 when the clock stands still, because a wait would
 * never end.
 */
export function toWaitTime({ clock, pace }: World, milliseconds: number): number {
  return clock.flows ? pace.scale(milliseconds) : 0;
}

/**
 * Sends the answer of a run: complete after its duration, or as server-sent events when the client asks for them by
 * `Accept` or `stream`.
 */
export async function deliver({ world, mediaType, body }: Call, delivery: Delivery): Promise<Outcome> {
  const isStream =
    mediaType === EVENT_STREAM ||
    (typeof body === 'object' && body !== null && 'stream' in body && body.stream === true);
  if (isStream)
    return { kind: 'success', mediaType: EVENT_STREAM, stream: (signal) => streamRun(world, delivery, signal) };
  await world.clock.wait(toWaitTime(world, delivery.reply.duration));
  const completed = await delivery.complete();
  return 'body' in completed
    ? { kind: 'success', body: completed.body }
    : { kind: 'conflict', message: completed.failed };
}

/** Returns the model's failure after the time that it takes to fail. */
export async function deliverFailure(
  { world }: Call,
  { status, message, duration }: Extract<Answer, { kind: 'failure' }>,
): Promise<Outcome> {
  await world.clock.wait(toWaitTime(world, duration));
  return { kind: 'failed', status, message };
}

/**
 * Streams a run as server-sent events, each chunk at its time. Source:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
async function* streamRun(world: World, delivery: Delivery, signal: AbortSignal): AsyncGenerator<string> {
  const { reply, startedAt: begun } = delivery;
  const toEvent = createEventWriter();
  let text = '';
  let isComplete = false;
  try {
    yield toEvent('run.started', delivery.startedEvent);
    for (const call of reply.toolCalls) {
      yield* waitUntil(world, begun + toWaitTime(world, (reply.chunks[0]?.at ?? 0) / 2), signal);
      yield toEvent('run.tool_call', call);
    }
    for (const chunk of reply.chunks) {
      yield* waitUntil(world, begun + toWaitTime(world, chunk.at), signal);
      text += chunk.text;
      yield toEvent('run.delta', { content: chunk.text });
    }
    yield* waitUntil(world, begun + toWaitTime(world, reply.duration), signal);
    const completed = await completeSafely(delivery);
    isComplete = true;
    yield 'body' in completed ? toEvent('run.completed', completed.body) : toEvent('run.failed', completed);
  } finally {
    if (!isComplete) await delivery.storePartial(text);
  }
}

/** Returns a failure as event data, because the status of a streamed response has already been sent. */
async function completeSafely({
  complete,
}: Delivery): Promise<{ readonly body: JsonValue } | { readonly message: string; readonly status: number }> {
  try {
    const completed = await complete();
    return 'body' in completed ? completed : { message: completed.failed, status: 409 };
  } catch (error) {
    if (error instanceof Problem) return { message: error.message, status: error.status };
    throw error;
  }
}

/** Returns a function that writes an event with the next id. JSON data contains no line breaks. */
function createEventWriter(): (name: string, data: JsonValue) => string {
  let id = 0;
  return (name, data) => `id: ${(id += 1)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Waits until a time, and yields comments so that proxies do not close the connection as idle. */
async function* waitUntil({ clock }: World, time: number, signal: AbortSignal): AsyncGenerator<string> {
  for (let left = time - clock.now(); clock.flows && left > 0; left = time - clock.now()) {
    await clock.wait(Math.min(left, HEARTBEAT), signal);
    if (left > HEARTBEAT) yield ': still at it\n\n';
  }
  signal.throwIfAborted();
}

const EVENT_STREAM = 'text/event-stream';
/** Time between comments, in milliseconds. */
const HEARTBEAT = 2500;
