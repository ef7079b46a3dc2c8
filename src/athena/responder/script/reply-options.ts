import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { FailureStatus, ToolCall } from '../model/responder.ts';

/** What a test lets models answer: a rule of a script (`docs/scripts.md`), with names in camelCase. */
export interface ReplyOptions {
  /** Which questions it answers: every question by default. */
  readonly when?: ReplyCondition;
  /** The answer; from a list the seed chooses one. */
  readonly reply?: string | readonly string[];
  readonly toolCalls?: readonly (Pick<ToolCall, 'name'> & Partial<Omit<ToolCall, 'id' | 'name'>>)[];
  /** The time until the answer begins: `2s`, `500ms`, or milliseconds. */
  readonly delay?: string | number;
  /** Lets the model fail: with 502 by default. */
  readonly error?: { readonly status?: FailureStatus; readonly message?: string };
}

/** Which questions a reply answers. All parts must match; of a list, one item. */
export interface ReplyCondition {
  /** The uuid or the name of the agent. */
  readonly agent?: string | readonly string[];
  readonly prompt?: string | readonly string[];
  readonly workflow?: string | readonly string[];
  /** The id, the name or the type of a workflow's node. */
  readonly node?: string | readonly string[];
  /** A part of the message. */
  readonly text?: string | readonly string[];
  /** Words that the message contains, in any order: all of them. */
  readonly words?: string | readonly string[];
  /** JSON paths in the input, each with a value or a list of accepted values. */
  readonly input?: JsonObject & Readonly<Record<`$${string}`, JsonValue>>;
}
