import type { ToolCall } from '../../model/responder.ts';
import type { Brief } from './brief.ts';

/**
 * How an answer is spoken: `work` hands something over, `inform` says how things are, `care` answers a person in
 * trouble. `bare` is the text alone, and `talk` is so too, without what the persona has to say with each answer.
 */
export type Manner = 'work' | 'inform' | 'care' | 'bare' | 'talk';

/** The body of an answer. Its opening and closing follow from the manner and the persona. */
export interface Reply {
  readonly text: string;
  readonly manner: Manner;
  /** The tools that it calls, and tells of. */
  readonly toolCalls?: readonly ToolCall[];
}

/** Answers a brief as if it were the user's message. */
export type AnswerBrief = (brief: Brief) => Reply;

/** A kind of request: how it is recognised, and how it is answered. */
export interface Intent {
  readonly name: string;
  /** Whether an enabled tool may be called for it. */
  readonly usesTools?: true;
  readonly fits: (brief: Brief) => boolean;
  readonly write: (brief: Brief, answer: AnswerBrief) => Reply;
}
