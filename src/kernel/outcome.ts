import type { JsonText } from './json/json-text.ts';
import type { JsonValue } from './json/json.ts';
import type { FieldViolation } from './problem.ts';

/**
 * What became of an operation, in the domain's words. The represent stage alone turns it into a status, headers and a
 * body.
 */
export type Outcome =
  /**
   * The body of the operation's success, complete (its envelope too). `status` where the operation declares several.
   */
  | {
      readonly kind: 'success';
      readonly body?: JsonValue;
      /**
       * The body as text, instead of `body`: made from the state, the request and who asks alone, so that it may be
       * kept until the state changes.
       */
      readonly text?: JsonText;
      readonly status?: number;
      readonly cookies?: readonly OutcomeCookie[];
      readonly location?: string;
      /**
       * The body piece by piece, instead of `body`, in the media type that was negotiated. The signal is aborted when
       * the client leaves.
       */
      readonly stream?: StreamBody;
      /** One that the operation declares, where it is not the one that was negotiated. */
      readonly mediaType?: string;
    }
  /** There is no such record, or the caller may not see it. `model` names its kind, `key` what was asked for. */
  | { readonly kind: 'not_found'; readonly model: string; readonly key: string; readonly message?: string }
  /** The caller may see the record and may not do this with it. */
  | { readonly kind: 'forbidden'; readonly message?: string }
  /** Other records, or the record's own state, stand in the way. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** A service behind the operation failed, with the status that it gave. */
  | { readonly kind: 'failed'; readonly status: number; readonly message: string }
  /** Fields that fit their schema and not the state. */
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] }
  /** The contract's own example: the rule is not simulated. */
  | { readonly kind: 'example'; readonly location?: string };

/** A cookie to set; null takes it away. */
export interface OutcomeCookie {
  readonly name: string;
  readonly value: string | null;
}

/** Makes a body that comes piece by piece, until it ends or the signal is aborted. */
export type StreamBody = (signal: AbortSignal) => AsyncIterable<string>;
