import type { JsonPath } from '../../../kernel/json-path/json-path.ts';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { ToolCall } from '../model/responder.ts';

/** What a demo team has decided: rules in their order, the first that fits answers. */
export interface Script {
  readonly rules: readonly ScriptRule[];
}

/** One rule: when it holds, and what is then answered. */
export interface ScriptRule {
  readonly when: Condition;
  /** One of these texts; without any it is answered as without a script. */
  readonly replies: readonly string[];
  readonly toolCalls: readonly ToolCall[];
  /** In milliseconds, until the answer begins; undefined leaves it to the model. */
  readonly delay: number | undefined;
  readonly error: { readonly status: number; readonly message: string } | undefined;
}

/** All of it must hold; what is empty holds always. */
export interface Condition {
  /** A uuid or a name each, in lower case: any of them. */
  readonly agent: readonly string[];
  readonly prompt: readonly string[];
  readonly workflow: readonly string[];
  /** A node's id, name or type. */
  readonly node: readonly string[];
  /** Texts, in lower case: what is said has any of them. */
  readonly contains: readonly string[];
  /** What is said has all of these words. */
  readonly words: readonly string[];
  /** What the input holds at a path: one of these values. */
  readonly input: readonly { readonly path: JsonPath; readonly values: readonly JsonValue[] }[];
}
