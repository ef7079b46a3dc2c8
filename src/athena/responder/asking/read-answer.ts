import { toReason } from '../../../kernel/text/to-reason.ts';
import { createSystemClock } from '../../../kernel/time/clock.ts';
import { waitAtMost, whenAborted } from '../../../kernel/turns.ts';
import type { CheckedChunk } from '../model/answer.ts';
import type { Question, Responder } from '../model/responder.ts';
import { AnswerCheck } from './check-answer.ts';

/** How one question is asked. */
export interface Asking {
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
  /** Returns the milliseconds since the question. */
  readonly elapsed: () => number;
  readonly limits?: AnswerLimits;
}

/** How long an answer may take, in milliseconds of machine time. */
export interface AnswerLimits {
  /** The wait for the next chunk. */
  readonly silence: number;
  /** The whole answer. */
  readonly duration: number;
}

/**
 * Asks a responder and returns its chunks, checked, as they arrive. The last one is an `end` or a `failure`: whatever
 * the responder does, this throws nothing and ends.
 */
export async function* readAnswer(
  responder: Responder,
  question: Question,
  { signal, elapsed, limits = LIMITS }: Asking,
): AsyncGenerator<CheckedChunk> {
  const check = new AnswerCheck(question, elapsed);
  try {
    const answer: unknown = responder.respond(question, { signal });
    // An `async` function instead of an `async *` one, or a rejected promise: its reason is the answer's failure.
    if (answer instanceof Promise) await answer;
    if (isIterable(answer)) yield* readArrived(answer, check);
    else if (isAsyncIterable(answer)) yield* readArriving(answer, check, { signal, limits });
    else yield* check.fail(502, NO_ITERABLE);
  } catch (error) {
    yield* check.fail(502, `The responder failed: ${toReason(error)}`);
  }
}

function* readArrived(answer: Iterable<unknown>, check: AnswerCheck): Generator<CheckedChunk> {
  for (const chunk of answer) {
    // A promise is no chunk, and must not be an unhandled rejection.
    if (chunk instanceof Promise) chunk.catch(ignore);
    for (const checked of check.add(chunk)) {
      yield checked;
      if (isLast(checked)) return;
    }
  }
  yield* check.fail(502, NO_END);
}

async function* readArriving(
  answer: AsyncIterable<unknown>,
  check: AnswerCheck,
  { signal, limits }: { readonly signal: AbortSignal; readonly limits: AnswerLimits },
): AsyncGenerator<CheckedChunk> {
  const clock = createSystemClock();
  const end = clock.now() + limits.duration;
  const iterator = answer[Symbol.asyncIterator]();
  const aborted = whenAborted(signal);
  try {
    for (;;) {
      const left = end - clock.now();
      const next = await readNext(iterator, aborted, Math.min(limits.silence, left));
      if (signal.aborted) return yield* check.fail(503, 'The question was cancelled.');
      if (next === undefined) return yield* check.fail(504, toTimeout(left < limits.silence, limits));
      if (next.done === true) return yield* check.fail(502, NO_END);
      for (const checked of check.add(next.value)) {
        yield checked;
        if (isLast(checked)) return;
      }
    }
  } finally {
    stop(iterator);
  }
}

/** Returns the next chunk, or undefined when it has not come in time or the answer is no longer wanted. */
async function readNext(
  iterator: AsyncIterator<unknown>,
  aborted: Promise<void>,
  milliseconds: number,
): Promise<IteratorResult<unknown> | undefined> {
  let result: IteratorResult<unknown> | undefined;
  const arrival = Promise.resolve(iterator.next()).then((next) => void (result = next));
  await waitAtMost(Promise.race([arrival, aborted]), milliseconds);
  return result;
}

/** Tells the responder that no more chunks are read. It may still be busy with one, so nothing waits for it. */
function stop(iterator: AsyncIterator<unknown>): void {
  Promise.resolve()
    .then(() => iterator.return?.())
    .catch(() => undefined);
}

function isIterable(answer: unknown): answer is Iterable<unknown> {
  return Symbol.iterator in Object(answer);
}

function isAsyncIterable(answer: unknown): answer is AsyncIterable<unknown> {
  return Symbol.asyncIterator in Object(answer);
}

function ignore(): void {}

function isLast({ kind }: CheckedChunk): boolean {
  return kind === 'end' || kind === 'failure';
}

function toTimeout(isWhole: boolean, { silence, duration }: AnswerLimits): string {
  return isWhole
    ? `The responder did not complete its answer within ${duration / 1000} s.`
    : `The responder sent nothing for ${silence / 1000} s.`;
}

const NO_ITERABLE = "The responder's answer is not iterable: write respond as an async generator (async *respond).";
const NO_END = "The responder's answer is incomplete: its last chunk must be an end or a failure.";
const LIMITS: AnswerLimits = { silence: 60_000, duration: 600_000 };
