import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { sha256 } from '../../../kernel/random/digest.ts';
import { toStoredQuestion } from '../model/to-stored-question.ts';
import type { AnswerChunk, Question } from '../model/responder.ts';

/** One recorded answer: a line of a file. */
export type RecordedReply = {
  /** Who answered, for people who read the file. */
  readonly asked: string;
  readonly text: string;
  /** The digest of all that identifies the question. */
  readonly question: string;
  /** The digest of the question without the conversation before it. */
  readonly message: string;
  /** Whether the answer needed no waiting. */
  readonly isImmediate: boolean;
  /** The chunks as they came, each with its time. */
  readonly chunks: readonly AnswerChunk[];
};

/** Returns the digests that identify a question: with its conversation, and without. */
export function identify(question: Question): Pick<RecordedReply, 'question' | 'message'> {
  const { agent, prompt, workflow, node, text, conversation } = toStoredQuestion(question);
  const who = { agent: agent?.uuid, prompt: prompt?.uuid, workflow: workflow?.uuid, node: node?.id, text };
  const message = sha256(JSON.stringify(who));
  return {
    message,
    question: sha256(JSON.stringify([message, conversation.map(({ role, content }) => [role, content])])),
  };
}

/** Returns the name of what a question asks. */
export function toAskedName({ agent, prompt, node }: Question): string {
  return agent?.name ?? prompt?.name ?? node?.name ?? node?.id ?? 'the model';
}

/** Writes a recorded answer as one line of JSON, without its line break. */
export function formatRecordedReply(reply: RecordedReply): string {
  return JSON.stringify(reply);
}

/** Reads a line of a file of recorded answers; undefined when it is not one. */
export function parseRecordedReply(line: string): RecordedReply | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(line) as JsonValue;
  } catch {
    return undefined;
  }
  return isJsonObject(value) && isRecordedReply(value) ? value : undefined;
}

/** The chunks themselves are checked when they are replayed, like those of any responder. */
function isRecordedReply(value: JsonObject): value is JsonObject & RecordedReply {
  return (
    ['asked', 'text', 'question', 'message'].every((name) => typeof value[name] === 'string') &&
    typeof value['isImmediate'] === 'boolean' &&
    Array.isArray(value['chunks'])
  );
}
