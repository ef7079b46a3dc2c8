import { createSystemClock } from '../../../kernel/time/clock.ts';
import type { AnswerChunk, Question, Responder } from '../model/responder.ts';
import { formatRecordedReply, identify, toAskedName } from './recorded-reply.ts';

/**
 * Returns a responder that passes on the answers of another, and writes each complete one as a line. Failures are not
 * written. Every chunk gets its time, so that a replay takes as long.
 */
export function recordReplies(responder: Responder, write: (line: string) => void): Responder {
  const isImmediate = (question: Question): boolean => responder.isImmediate?.(question) ?? false;
  const save = (question: Question, chunks: readonly AnswerChunk[]): void => {
    if (chunks.at(-1)?.kind !== 'end') return;
    const about = { asked: toAskedName(question), text: question.text, ...identify(question) };
    write(formatRecordedReply({ ...about, isImmediate: isImmediate(question), chunks }));
  };
  return {
    isImmediate,
    respond: (question, context) => {
      const answer = responder.respond(question, context);
      return Symbol.iterator in answer
        ? recordArrived(answer, (chunks) => save(question, chunks))
        : recordArriving(answer, (chunks) => save(question, chunks));
    },
  };
}

function recordArrived(
  answer: Iterable<AnswerChunk>,
  save: (chunks: readonly AnswerChunk[]) => void,
): readonly AnswerChunk[] {
  const chunks = [...answer];
  save(chunks);
  return chunks;
}

async function* recordArriving(
  answer: AsyncIterable<AnswerChunk>,
  save: (chunks: readonly AnswerChunk[]) => void,
): AsyncGenerator<AnswerChunk> {
  const clock = createSystemClock();
  const begun = clock.now();
  const chunks: AnswerChunk[] = [];
  for await (const chunk of answer) {
    const timed: AnswerChunk = { ...chunk, at: chunk.at ?? Math.max(0, clock.now() - begun) };
    chunks.push(timed);
    // Saved before the last chunk is passed on: its reader does not ask for another one.
    if (timed.kind === 'end') save(chunks);
    yield timed;
  }
}
