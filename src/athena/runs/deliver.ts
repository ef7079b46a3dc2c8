import type { Call } from '../../behaviour/rule/behaviour.ts';
import { EVENT_STREAM, isEventStreamMediaType } from '../../contract/schema/media-type-name.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { AnsweredBy, Outcome } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import { waitAtMost, whenAborted } from '../../kernel/turns.ts';
import type { World } from '../../store/port/world.ts';
import type { LiveAnswer } from '../responder/asking/live-answer.ts';
import { toAnswer, type CheckedChunk, type Failure, type Reply } from '../responder/model/answer.ts';

/** A run that has started, and whose answer is still to be sent. It may still be given. */
export interface Delivery {
  /** What decides the answer. */
  readonly answeredBy: AnsweredBy;
  /**
   * Returns the answer, and asks for it if nothing has before. Called once, when the response begins to wait for it: a
   * stream that is never read could not abort an answer.
   */
  readonly open: () => LiveAnswer;
  /** When the run started, by the world's clock. */
  readonly startedAt: number;
  /** The data of the `run.started` event. */
  readonly startedEvent: JsonObject;
  /** Ends the run: returns its body, or the reason why it failed. */
  readonly complete: (reply: Reply) => Promise<{ readonly body: JsonValue } | { readonly failed: string }>;
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
export async function deliver(call: Call, delivery: Delivery): Promise<Outcome> {
  const { world } = call;
  const { open, startedAt, answeredBy } = delivery;
  if (wantsStream(call))
    return {
      kind: 'success',
      mediaType: EVENT_STREAM,
      answeredBy,
      stream: (signal) => streamRun(world, delivery, signal),
    };
  const answer = await open().answer;
  await world.clock.wait(Math.max(0, startedAt + toWaitTime(world, answer.duration) - world.clock.now()));
  if (answer.kind === 'failure') return toFailedOutcome(answer, answeredBy);
  const completed = await delivery.complete(answer);
  return 'body' in completed
    ? { kind: 'success', body: completed.body, answeredBy }
    : { kind: 'conflict', message: completed.failed };
}

/** Returns the model's failure after the time that it takes to fail. */
export async function deliverFailure({ world }: Call, failure: Failure, answeredBy: AnsweredBy): Promise<Outcome> {
  await world.clock.wait(toWaitTime(world, failure.duration));
  return toFailedOutcome(failure, answeredBy);
}

function toFailedOutcome({ status, message }: Failure, answeredBy: AnsweredBy): Outcome {
  return { kind: 'failed', status, message, answeredBy };
}

function wantsStream({ mediaType, body }: Call): boolean {
  return (
    (mediaType !== undefined && isEventStreamMediaType(mediaType)) ||
    (typeof body === 'object' && body !== null && 'stream' in body && body.stream === true)
  );
}

/**
 * Streams a run as server-sent events, each chunk once it has arrived and its time has come. Source:
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
async function* streamRun(world: World, delivery: Delivery, signal: AbortSignal): AsyncGenerator<string> {
  const { startedAt: begun } = delivery;
  const live = delivery.open();
  const toEvent = createEventWriter();
  // Listens to the signal once for the whole stream, not once for each chunk.
  const left = whenAborted(signal);
  let text = '';
  let isComplete = false;
  try {
    yield toEvent('run.started', delivery.startedEvent);
    for (let index = 0; !isComplete; index += 1) {
      yield* waitForChunk(live, index, { signal, left });
      const chunk = live.chunks[index];
      if (chunk === undefined) continue;
      yield* waitUntil(world, begun + toWaitTime(world, chunk.at), signal);
      if (chunk.kind === 'text') text += chunk.text;
      if (chunk.kind === 'text' || chunk.kind === 'tool_call') yield toChunkEvent(chunk, toEvent);
      else {
        const ending = await toEnding(live, delivery);
        isComplete = true;
        yield 'body' in ending ? toEvent('run.completed', ending.body) : toEvent('run.failed', ending);
      }
    }
  } finally {
    // Stored before the answer is aborted, which would end the run as failed.
    if (!isComplete) await delivery.storePartial(text).finally(live.abort);
  }
}

function toChunkEvent(
  chunk: Extract<CheckedChunk, { readonly kind: 'text' | 'tool_call' }>,
  toEvent: (name: string, data: JsonValue) => string,
): string {
  return chunk.kind === 'text' ? toEvent('run.delta', { content: chunk.text }) : toEvent('run.tool_call', chunk.call);
}

type Ending = { readonly body: JsonValue } | { readonly message: string; readonly status: number };

/** Ends a streamed run whose last chunk has arrived. */
async function toEnding({ chunks }: LiveAnswer, delivery: Delivery): Promise<Ending> {
  const answer = toAnswer(chunks);
  return answer.kind === 'reply'
    ? completeSafely(delivery, answer)
    : { message: answer.message, status: answer.status };
}

/** Returns a failure as event data, because the status of a streamed response has already been sent. */
async function completeSafely({ complete }: Delivery, reply: Reply): Promise<Ending> {
  try {
    const completed = await complete(reply);
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
    if (left > HEARTBEAT) yield COMMENT;
  }
  signal.throwIfAborted();
}

/** Waits until a chunk has arrived, with comments as well. */
async function* waitForChunk(
  live: LiveAnswer,
  index: number,
  { signal, left }: { readonly signal: AbortSignal; readonly left: Promise<void> },
): AsyncGenerator<string> {
  while (live.chunks.length <= index) {
    const { grown } = live;
    let isQuiet = true;
    await waitAtMost(Promise.race([grown.then(() => (isQuiet = false)), left]), HEARTBEAT);
    signal.throwIfAborted();
    if (isQuiet) yield COMMENT;
  }
}

const COMMENT = ': still at it\n\n';
/** Time between comments, in milliseconds. */
const HEARTBEAT = 2500;
