import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Random } from '../../../kernel/random/random.ts';
import type { StoredRecord, StoreReader } from '../../../store/port/store.ts';

/**
 * The port that answers in place of a language model. It is asynchronous, so that an adapter can call a real model. It
 * holds no state: the question contains everything that an answer depends on.
 */
export interface Responder {
  respond(question: Question): Promise<Answer>;
}

/** A message and everything that its answer depends on. Records are flat, as the store holds them. */
export interface Question {
  /** The agent or prompt that answers; without either, the model answers by itself. */
  readonly agent?: StoredRecord | undefined;
  readonly prompt?: StoredRecord | undefined;
  /** The workflow and node that ask, when the question comes from a workflow. */
  readonly workflow?: StoredRecord | undefined;
  readonly node?: JsonObject | undefined;
  readonly model?: StoredRecord | undefined;
  /** The tools that the answer may call. */
  readonly tools?: readonly StoredRecord[] | undefined;
  readonly memories?: readonly StoredRecord[] | undefined;
  /** The earlier messages, oldest first. */
  readonly conversation?: readonly Turn[] | undefined;
  /** The new message, with every placeholder filled. */
  readonly text: string;
  /** The values of the placeholders. */
  readonly variables?: JsonObject | undefined;
  /** The value that scripts read by path; defaults to `{ text, variables }`. */
  readonly input?: JsonValue | undefined;
  /** The state of the world: it may hold scripted replies for this world alone. */
  readonly state?: StoreReader | undefined;
  /** Maximum number of tokens of the answer; null leaves it to the model. */
  readonly maxTokens?: number | null | undefined;
  /** The random source. The same source and seed key give the same answer. */
  readonly random: Random;
  readonly seedKey: string;
}

/** One earlier message of a conversation. */
export interface Turn {
  readonly role: string;
  readonly content: string;
}

/** The result of a question. */
export type Answer = Reply | Failure;

/** An answer and its timing. All times are in milliseconds since the question. */
export interface Reply {
  readonly kind: 'reply';
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly tokens: TokenCounts;
  /** The chunks that the text is streamed in. Joined, they are the text. */
  readonly chunks: readonly Chunk[];
  readonly duration: number;
  /** `length` when the answer was cut at its maximum number of tokens. */
  readonly finishReason: 'stop' | 'length';
}

/** A failure of the model, with the HTTP status that its vendor would send. */
export interface Failure {
  readonly kind: 'failure';
  readonly status: number;
  readonly message: string;
  readonly duration: number;
}

/** A chunk of an answer, and the time at which it is sent. */
export interface Chunk {
  readonly text: string;
  readonly at: number;
}

/** Token counts. A type alias, because an interface is not assignable to JsonObject. */
export type TokenCounts = {
  readonly input: number;
  readonly output: number;
  readonly total: number;
};

/** A tool call, as a message stores it. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly status: 'success' | 'error' | 'pending';
  readonly result: JsonValue;
};
