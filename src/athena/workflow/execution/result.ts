import type { JsonObject } from '../../../kernel/json/json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { World } from '../../../store/port/world.ts';
import type { Responder } from '../../responder/model/responder.ts';
import type { Node } from '../graph/graph.ts';
import { MAX_MESSAGE } from '../graph/limits.ts';
import type { Run, Step } from './run.ts';
import type { Scope } from '../graph/variables.ts';

/** How a step turned out. */
export type Result =
  /**
   * `exits` are the handles that it leaves by; null is the one without a name. A loop says in which `round` it is now.
   */
  | {
      readonly kind: 'done';
      readonly output: JsonObject;
      readonly exits: readonly (string | null)[];
      readonly round?: number;
    }
  | Failed
  /** It takes longer than it was given, in milliseconds in all: it is to be asked again then. */
  | { readonly kind: 'longer'; readonly takes: number };

/** How a step turned out that is over. */
export type Settled = Exclude<Result, { readonly kind: 'longer' }>;

/** The step went wrong. */
export interface Failed {
  readonly kind: 'failed';
  readonly message: string;
  readonly code: string;
  /** The execution has come to one of its limits: it ends, whatever the step says of failures. */
  readonly isFinal?: boolean;
}

/** All that a step knows when it is done. */
export interface StepContext {
  readonly run: Run;
  readonly node: Node;
  readonly step: Step;
  readonly input: JsonObject;
  readonly scope: Scope;
  readonly world: World;
  readonly execution: StoredRecord;
  readonly responder: Responder;
}

/** A failed step. */
export function failed(code: string, message: string): Failed {
  return {
    kind: 'failed',
    code,
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
  };
}

/** A step that went well, and leaves by its one exit. */
export function done(output: JsonObject): Result {
  return { kind: 'done', output, exits: [null] };
}
