import type { Question, Responder } from '../model/responder.ts';
import { identify, type RecordedReply } from './recorded-reply.ts';

/**
 * Creates a responder that answers as recorded: the same question at the same point of a conversation gets the same
 * chunks at the same times. The same message elsewhere gets the last answer to it. Other questions go to `next`.
 */
export function replayReplies(replies: readonly RecordedReply[], next: Required<Responder>): Required<Responder> {
  const byQuestion = new Map(replies.map((reply) => [reply.question, reply]));
  const byMessage = new Map(replies.map((reply) => [reply.message, reply]));
  const find = (question: Question): RecordedReply | undefined => {
    const digests = identify(question);
    return byQuestion.get(digests.question) ?? byMessage.get(digests.message);
  };
  return {
    respond: (question, context) => find(question)?.chunks ?? next.respond(question, context),
    isImmediate: (question) => find(question)?.isImmediate ?? next.isImmediate(question),
  };
}
