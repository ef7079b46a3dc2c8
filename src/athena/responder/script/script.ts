import type { JsonPath } from '../../../kernel/json-path/json-path.ts';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { FailureStatus, ToolCall } from '../model/responder.ts';

/** Scripted answers: a list of rules, of which the first match answers. */
export interface Script {
  readonly rules: readonly ScriptRule[];
}

/** One rule: its condition and its answer. */
export interface ScriptRule {
  /** The number of the rule: in its script, or among the rules of its world. */
  readonly id: number | null;
  readonly name: string | null;
  readonly when: Condition;
  /** The answer is one of these texts. Without any, it is composed as without a script. */
  readonly replies: readonly string[];
  readonly toolCalls: readonly ToolCall[];
  /** Time until the answer's first chunk, in milliseconds; undefined for the default. */
  readonly delay: number | undefined;
  readonly error: { readonly status: FailureStatus; readonly message: string } | undefined;
}

/** All parts must match; an empty part matches everything. */
export interface Condition {
  /** Uuids or names in lower case, any of which must match. */
  readonly agent: readonly string[];
  readonly prompt: readonly string[];
  readonly workflow: readonly string[];
  /** Ids, names or types of nodes. */
  readonly node: readonly string[];
  /** Texts in lower case, any of which the message must contain. */
  readonly contains: readonly string[];
  /** Words, all of which the message must contain. */
  readonly words: readonly string[];
  /** For each path, the values of which the input must hold one. */
  readonly input: readonly { readonly path: JsonPath; readonly values: readonly JsonValue[] }[];
}

/** A script that decides nothing. */
export const NO_SCRIPT: Script = { rules: [] };
