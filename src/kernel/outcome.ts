import type { JsonText } from './json/json-text.ts';
import type { JsonObject, JsonValue } from './json/json.ts';
import type { FieldViolation } from './problem.ts';

/** The result of a rule. The represent stage turns it into a status, headers and a body. */
export type Outcome =
  /** Success, with the complete body (envelope included). `status` selects one when the operation declares several. */
  | {
      readonly kind: 'success';
      readonly body?: JsonValue;
      /**
       * The body as text, instead of `body`. It depends only on the state, the request and the caller, so it may be
       * cached until the state changes.
       */
      readonly text?: JsonText;
      readonly status?: number;
      readonly cookies?: readonly OutcomeCookie[];
      readonly location?: string;
      /** The body in chunks, instead of `body`, in the negotiated media type. */
      readonly stream?: StreamBody;
      /** A declared media type that replaces the negotiated one. */
      readonly mediaType?: string;
      readonly answeredBy?: AnsweredBy;
      readonly decision?: AccessDecision | undefined;
    }
  /** The record does not exist, or the caller may not see it. `model` is its kind, `key` the requested key. */
  | {
      readonly kind: 'not_found';
      readonly model: string;
      readonly key: string;
      readonly message?: string;
      readonly decision?: AccessDecision;
    }
  /** The caller may see the record, but may not do this with it. */
  | { readonly kind: 'forbidden'; readonly message?: string; readonly decision?: AccessDecision }
  /** Other records, or the record's own state, do not allow it. */
  | { readonly kind: 'conflict'; readonly message: string; readonly remedy?: string }
  /** A service behind the operation failed with this status. */
  | {
      readonly kind: 'failed';
      readonly status: number;
      readonly message: string;
      readonly answeredBy?: AnsweredBy;
    }
  /** Fields that are valid by their schema, but not for the current state. */
  | { readonly kind: 'invalid'; readonly violations: readonly FieldViolation[] }
  /** The contract's own example, for an operation that is not simulated. */
  | { readonly kind: 'example'; readonly location?: string };

/**
 * What decided the answer of a model: a reply rule of the world, a rule of the script, or the model itself. `id` is the
 * number of the rule.
 */
export type AnsweredBy = {
  readonly source: 'world' | 'script' | 'model';
  readonly id: number | null;
  readonly name: string | null;
};

/** Whether a caller may do something with the record that a path names, and the values that decided it. */
export interface AccessDecision {
  /** `see`, `edit`, `delete`, or another action of the contract. */
  readonly action: string;
  readonly collection: string;
  readonly key: string;
  /** Whether there is a record with this key. */
  readonly exists: boolean;
  /** What allowed it: an access rule as the contract writes it. Undefined when nothing did. */
  readonly grant: AccessGrant | undefined;
  /** The access rules that were tried when none allowed it. */
  readonly tried: readonly TriedRule[];
  /** What the request would do with a record that its caller may not see, and the access rules of that. */
  readonly intended?: { readonly action: string; readonly tried: readonly TriedRule[] } | undefined;
}

/** What allowed an action. */
export interface AccessGrant {
  /** `open`: the contract does not limit it. `anonymous`: the operation requires no authentication. */
  readonly kind: 'rule' | 'open' | 'anonymous';
  /** The rule, as the contract writes it; null for the other kinds. */
  readonly rule: JsonValue;
  /** The field of the record that the rule reads. */
  readonly field?: string | undefined;
}

/** An access rule that did not allow an action. */
export interface TriedRule {
  /** As the contract writes it. */
  readonly rule: JsonValue;
  /** The fields that it looked at, with their values. */
  readonly found: JsonObject;
  /** Whom it allows as the state is, as phrases: `Ann (users/1)`. */
  readonly allows: readonly string[];
  /** The operations that create a record which would grant access to this one. */
  readonly grantedBy?: readonly GrantingOperation[] | undefined;
  /** The keys of the users whom it would allow, where it names them. */
  readonly users: readonly (string | number)[];
}

/** An operation that creates a record which grants access. */
export type GrantingOperation = { readonly id: string; readonly method: string; readonly path: string };

/** A cookie to set; null removes it. */
export interface OutcomeCookie {
  readonly name: string;
  readonly value: string | null;
  /**
   * Scripts may read it. They read cookies by the path of their page, so it has the path `/` also where the path of the
   * request names a sandbox.
   */
  readonly isForScripts?: true;
}

/** Yields the chunks of a body until it ends or the signal is aborted, which happens when the client disconnects. */
export type StreamBody = (signal: AbortSignal) => AsyncIterable<string>;
