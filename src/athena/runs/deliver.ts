import type { Call } from '../../behaviour/rule/behaviour.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { Answer, Reply } from '../responder/model/responder.ts';

/** A run whose answer is known and takes its time. */
export interface Delivery {
  readonly reply: Reply;
  /** When it began, by the world's clock. */
  readonly begun: number;
  /** What the first event says. */
  readonly started: JsonObject;
  /** Ends it: gives the body of the run, or what has come in its way. */
  readonly complete: () => Promise<{ readonly body: JsonValue } | { readonly failed: string }>;
  /** Keeps what has come of the text when whoever reads it leaves. */
  readonly leave: (text: string) => Promise<void>;
}

/**
 * How long something takes here, in milliseconds. Where time does not flow by itself, whoever waits for it would wait
 * for ever: no time.
 */
export function toWaiting({ clock, pace }: World, milliseconds: number): number {
  return clock.flows ? pace.scale(milliseconds) : 0;
}

/**
 * Gives the answer of a run: whole when its time has come, or as it comes, where the client asked for that by `Accept`
 * or by `stream`.
 */
export async function deliver({ world, mediaType, body }: Call, delivery: Delivery): Promise<Outcome> {
  const isStream =
    mediaType === EVENT_STREAM ||
    (typeof body === 'object' && body !== null && 'stream' in body && body.stream === true);
  if (isStream)
    return { kind: 'success', mediaType: EVENT_STREAM, stream: (signal) => streamRun(world, delivery, signal) };
  await world.clock.wait(toWaiting(world, delivery.reply.duration));
  const completed = await delivery.complete();
  return 'body' in completed
    ? { kind: 'success', body: completed.body }
    : { kind: 'conflict', message: completed.failed };
}

/** That the model does not answer, after as long as it takes to fail. */
export async function fail(
  { world }: Call,
  { status, message, duration }: Extract<Answer, { kind: 'failure' }>,
): Promise<Outcome> {
  await world.clock.wait(toWaiting(world, duration));
  return { kind: 'failed', status, message };
}

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): each piece when its time has
 * come.
 */
async function* streamRun(world: World, delivery: Delivery, signal: AbortSignal): AsyncGenerator<string> {
  const { reply, begun } = delivery;
  const toEvent = createEventWriter();
  let text = '';
  let isOver = false;
  try {
    yield toEvent('run.started', delivery.started);
    for (const call of reply.toolCalls) {
      yield* waitUntil(world, begun + toWaiting(world, (reply.pieces[0]?.at ?? 0) / 2), signal);
      yield toEvent('run.tool_call', call);
    }
    for (const piece of reply.pieces) {
      yield* waitUntil(world, begun + toWaiting(world, piece.at), signal);
      text += piece.text;
      yield toEvent('run.delta', { content: piece.text });
    }
    yield* waitUntil(world, begun + toWaiting(world, reply.duration), signal);
    const completed = await completeSafely(delivery);
    isOver = true;
    yield 'body' in completed ? toEvent('run.completed', completed.body) : toEvent('run.failed', completed);
  } finally {
    if (!isOver) await delivery.leave(text);
  }
}

/** The status of the response is sent long since: what keeps the run from ending well is said by its last event. */
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

/** Numbers each event; its data, JSON, has no line breaks. */
function createEventWriter(): (name: string, data: JsonValue) => string {
  let id = 0;
  return (name, data) => `id: ${(id += 1)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Comments in between, so that nobody on the way takes the connection for dead. */
async function* waitUntil({ clock }: World, time: number, signal: AbortSignal): AsyncGenerator<string> {
  for (let rest = time - clock.now(); clock.flows && rest > 0; rest = time - clock.now()) {
    await clock.wait(Math.min(rest, HEARTBEAT), signal);
    if (rest > HEARTBEAT) yield ': still at it\n\n';
  }
  signal.throwIfAborted();
}

const EVENT_STREAM = 'text/event-stream';
/** In milliseconds. */
const HEARTBEAT = 2500;
