import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { Random } from '../../../kernel/random/random.ts';
import type { StoredRecord, StoreReader } from '../../../store/port/store.ts';

/**
 * Whoever answers in the place of a language model. Asynchronous, so that a real one can stand behind it. It holds no
 * state: all that it knows is asked of it.
 */
export interface Responder {
  respond(question: Question): Promise<Answer>;
}

/** What is asked, and of whom. Records are flat, as the store holds them. */
export interface Question {
  /** Who is to answer; without an agent or a prompt it is the bare model. */
  readonly agent?: StoredRecord | undefined;
  readonly prompt?: StoredRecord | undefined;
  /** Where a node of a workflow asks. */
  readonly workflow?: StoredRecord | undefined;
  readonly node?: JsonObject | undefined;
  readonly model?: StoredRecord | undefined;
  /** What may be called. */
  readonly tools?: readonly StoredRecord[] | undefined;
  readonly memories?: readonly StoredRecord[] | undefined;
  /** What was said before, oldest first. */
  readonly conversation?: readonly Turn[] | undefined;
  /** What is said now, every gap filled. */
  readonly text: string;
  /** What the gaps were filled with. */
  readonly variables?: JsonObject | undefined;
  /** What scripts look into by path; `{ text, variables }` where nothing else is given. */
  readonly input?: JsonValue | undefined;
  /** The world that it is asked in: what was decided for that world alone stands there. */
  readonly state?: StoreReader | undefined;
  /** How many tokens the answer may have; null leaves it to the model. */
  readonly maxTokens?: number | null | undefined;
  /** Where choices come from: the same randomness and place give the same answer. */
  readonly random: Random;
  readonly place: string;
}

/** Something that was said. */
export interface Turn {
  readonly role: string;
  readonly content: string;
}

/** What comes of a question. */
export type Answer = Reply | Failure;

/** What was answered, and how long it took. All times are in milliseconds since the question. */
export interface Reply {
  readonly kind: 'reply';
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly tokens: TokenCounts;
  /** The text as it comes, piece by piece: joined, they are the text. */
  readonly pieces: readonly Piece[];
  readonly duration: number;
  /** `length` where the answer was cut at what it may have. */
  readonly finishReason: 'stop' | 'length';
}

/** The model did not answer: a status as its vendor would give it, and why. */
export interface Failure {
  readonly kind: 'failure';
  readonly status: number;
  readonly message: string;
  readonly duration: number;
}

/** A piece of an answer, and when it comes. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}

/** Read, written, and both together. An alias, which is a JsonObject; an interface is none. */
export type TokenCounts = {
  readonly input: number;
  readonly output: number;
  readonly total: number;
};

/** A tool that was called, as a message holds it. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly status: 'success' | 'error' | 'pending';
  readonly result: JsonValue;
};
