import type { OutgoingRequest } from '../../../behaviour/outbox/post-request.ts';
import type { JsonObject } from '../../../kernel/json/json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import type { Answer } from '../../responder/model/answer.ts';
import type { Question } from '../../responder/model/responder.ts';
import type { Node } from '../graph/graph.ts';
import { MAX_MESSAGE } from '../graph/limits.ts';
import type { Run, Step } from './run.ts';
import type { Scope } from '../graph/variables.ts';

/** The result of a step. */
export type Result =
  | AnsweredResult
  /** The step has a question for the responder. `finish` returns its result once there is an answer. */
  | {
      readonly kind: 'asks';
      readonly question: Question;
      readonly finish: (answer: Answer) => AnsweredResult;
    };

/** The result of a step that has no question, or whose question was answered. */
export type AnsweredResult =
  | FinalResult
  /**
   * The answer takes longer than the step was given. `takes` is the whole duration in milliseconds; then `answer`
   * counts.
   */
  | { readonly kind: 'longer'; readonly takes: number; readonly answer: Answer };

/** The result of a step that has ended. */
export type FinalResult =
  /**
   * `exits` are the handles that the step leaves by; null is the unnamed one. A loop also returns its current `round`.
   */
  | {
      readonly kind: 'done';
      readonly output: JsonObject;
      readonly exits: readonly (string | null)[];
      readonly round?: number;
      /** The requests that the step sends if their servers may be sent to, with their credentials. */
      readonly requests?: readonly OutgoingRequest[];
    }
  | Failed;

/** The result of a failed step. */
export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  readonly code: string;
  /** True when the execution exceeded a limit: it ends even if the node has retries or an `error` exit. */
  readonly isFinal?: boolean;
}

/** The inputs of a node's executor. */
export interface StepContext {
  readonly run: Run;
  readonly node: Node;
  readonly step: Step;
  readonly input: JsonObject;
  readonly scope: Scope;
  readonly world: World;
  readonly execution: StoredRecord;
  /** What a person decided about an approval; undefined when its own settings decide. */
  readonly decision?: StepDecision;
}

/** The decision of a person about an approval. */
export interface StepDecision {
  readonly isApproved: boolean;
  readonly by: string | null;
}

/** Returns a failed result; a long message is shortened. */
export function failed(code: string, message: string): Failed {
  return {
    kind: 'failed',
    code,
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
  };
}

/** Returns the result of a step that succeeded and leaves by the unnamed exit. */
export function done(output: JsonObject): FinalResult {
  return { kind: 'done', output, exits: [null] };
}
