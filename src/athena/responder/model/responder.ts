import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';

/**
 * The port that answers in place of a language model. It is asked once for each question, and holds no state of the
 * simulator: the question contains everything that an answer depends on.
 */
export interface Responder {
  /**
   * Answers a question in chunks: text and tool calls, then one `end` or `failure`. A simulator reads them as they
   * come, so that the answer can be streamed. An array of chunks is an answer too. Throwing is a failure of the model.
   */
  respond(question: Question, context: RespondContext): AsyncIterable<AnswerChunk> | Iterable<AnswerChunk>;
  /**
   * Returns whether the answer to this question needs no waiting. The steps of a workflow then wait for it. Defaults to
   * false: the question is asked beside all other work, and its answer is stored when it is complete.
   */
  isImmediate?(question: Question): boolean;
}

/** What a responder is given beside the question. */
export interface RespondContext {
  /**
   * Aborted when the answer is no longer wanted: its client has left, a limit was exceeded, or the simulator closes.
   */
  readonly signal: AbortSignal;
}

/** A message and everything that its answer depends on, as plain JSON. */
export type Question = {
  /** The agent or prompt that answers; without either, the model answers by itself. */
  readonly agent?: AskedAgent;
  readonly prompt?: AskedPrompt;
  /** The workflow and node that ask, when the question comes from a workflow. */
  readonly workflow?: AskedWorkflow;
  readonly node?: AskedNode;
  /** Absent when the platform chooses the model. */
  readonly model?: AskedModel;
  /** The tools that the answer may call. */
  readonly tools: readonly AskedTool[];
  readonly memories: readonly AskedMemory[];
  /** What the user may see of the agent's workspace. Absent outside of conversations. */
  readonly workspace?: AskedWorkspace;
  /** The earlier messages, oldest first: the system prompt, if there is one, and at most the last 50 messages. */
  readonly conversation: readonly Turn[];
  /** The new message, with every placeholder filled. */
  readonly text: string;
  /** The values of the placeholders. */
  readonly variables: JsonObject;
  /** The data passed to a workflow's node. Scripts read it by path; it defaults to `{ text, variables }`. */
  readonly input?: JsonValue;
  readonly temperature: number | null;
  /** Maximum number of tokens of the answer; null leaves it to the model. */
  readonly maxTokens: number | null;
  /** The same question of the same seeded world has the same seed. */
  readonly seed: string;
};

/** The agent that answers. Placeholders of its instruction are filled. */
export type AskedAgent = {
  readonly uuid: string;
  readonly name: string;
  readonly description: string | null;
  readonly instruction: string;
  /** Its role, goal, tone of voice, guardrails and the like. */
  readonly metadata: JsonObject;
};

/** The prompt that answers. `content` has its placeholders; the question's `text` has their values. */
export type AskedPrompt = {
  readonly uuid: string;
  readonly name: string;
  readonly description: string | null;
  readonly content: string;
};

/** The workflow that asks. */
export type AskedWorkflow = { readonly uuid: string; readonly name: string };

/** The workflow's node that asks. */
export type AskedNode = { readonly id: string; readonly name: string | null; readonly type: string };

/** The model that is asked. */
export type AskedModel = {
  readonly uuid: string;
  readonly slug: string;
  readonly name: string;
  readonly vendor: string | null;
};

/** A tool that the answer may call. `inputSchema` is the JSON Schema of its arguments. */
export type AskedTool = {
  readonly slug: string;
  readonly name: string;
  readonly description: string | null;
  readonly inputSchema: JsonObject;
};

/** Something that the agent was taught. */
export type AskedMemory = { readonly type: string | null; readonly content: string };

/** What there is in the agent's workspace: of each kind, the first 30 that the user may see. */
export type AskedWorkspace = {
  readonly name: string;
  readonly workflows: readonly AskedRecord[];
  readonly agents: readonly AskedRecord[];
  readonly prompts: readonly AskedRecord[];
  /** The connected accounts, by the names of their providers. */
  readonly accounts: readonly AskedRecord[];
};

/** One record of a workspace. */
export type AskedRecord = {
  readonly name: string;
  readonly description: string | null;
  readonly isActive: boolean;
};

/** One earlier message of a conversation. */
export type Turn = { readonly role: string; readonly content: string };

/**
 * A part of an answer. `at` is its time in milliseconds since the question, at normal speed; it defaults to the time at
 * which the chunk arrives. Times never decrease.
 */
export type AnswerChunk = TextChunk | ToolCallChunk | EndChunk | FailureChunk;

/** The next part of the text. Joined, the parts are the answer. */
export interface TextChunk {
  readonly kind: 'text';
  readonly text: string;
  readonly at?: number;
}

/** A call of a tool. The simulator does not call it. */
export interface ToolCallChunk {
  readonly kind: 'tool_call';
  readonly call: NewToolCall;
  readonly at?: number;
}

/** The end of a complete answer. Tokens that are left out are estimated. */
export interface EndChunk {
  readonly kind: 'end';
  readonly tokens?: { readonly input: number; readonly output: number };
  /** `length` when the answer was cut at its maximum number of tokens. Defaults to `stop`. */
  readonly finishReason?: FinishReason;
  readonly at?: number;
}

/** The end of an answer that failed, with the HTTP status that the client receives. */
export interface FailureChunk {
  readonly kind: 'failure';
  readonly status: FailureStatus;
  readonly message: string;
  readonly at?: number;
}

/** The statuses that the contract declares for a failed model. */
export const FAILURE_STATUSES = [429, 502, 503, 504] as const;

/** The HTTP status of a failed model. */
export type FailureStatus = (typeof FAILURE_STATUSES)[number];

/** Why a complete answer ended. */
export type FinishReason = 'stop' | 'length';

/** The status of a tool call. */
export const TOOL_CALL_STATUSES = ['success', 'error', 'pending'] as const;

/** A tool call, as a message stores it. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly arguments: JsonObject;
  readonly status: (typeof TOOL_CALL_STATUSES)[number];
  readonly result: JsonValue;
};

/** A tool call of an answer: `status` defaults to `pending`, and `result` to null. */
export type NewToolCall = Pick<ToolCall, 'id' | 'name' | 'arguments'> & Partial<Pick<ToolCall, 'status' | 'result'>>;
