import type { FailureStatus, FinishReason, ToolCall } from './responder.ts';

/** A complete answer, as plain JSON. All times are in milliseconds since the question, at normal speed. */
export type Answer = Reply | Failure;

/** An answer that the model gave. */
export type Reply = {
  readonly kind: 'reply';
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly tokens: TokenCounts;
  readonly duration: number;
  readonly finishReason: FinishReason;
};

/** A failure of the model, with the HTTP status that its client receives. */
export type Failure = {
  readonly kind: 'failure';
  readonly status: FailureStatus;
  readonly message: string;
  readonly duration: number;
};

/** Token counts. */
export type TokenCounts = { readonly input: number; readonly output: number; readonly total: number };

/** A chunk that was checked: it is valid, and nothing is left out. */
export type CheckedChunk =
  | { readonly kind: 'text'; readonly text: string; readonly at: number }
  | { readonly kind: 'tool_call'; readonly call: ToolCall; readonly at: number }
  | {
      readonly kind: 'end';
      readonly tokens: TokenCounts;
      readonly finishReason: FinishReason;
      readonly at: number;
    }
  | { readonly kind: 'failure'; readonly status: FailureStatus; readonly message: string; readonly at: number };

/** Returns the answer that checked chunks add up to. The last one is its end. */
export function toAnswer(chunks: readonly CheckedChunk[]): Answer {
  const last = chunks.at(-1);
  if (last?.kind === 'failure')
    return { kind: 'failure', status: last.status, message: last.message, duration: last.at };
  if (last?.kind !== 'end') throw new Error('The answer has no end.');
  return {
    kind: 'reply',
    text: chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join(''),
    toolCalls: chunks.flatMap((chunk) => (chunk.kind === 'tool_call' ? [chunk.call] : [])),
    tokens: last.tokens,
    duration: last.at,
    finishReason: last.finishReason,
  };
}
