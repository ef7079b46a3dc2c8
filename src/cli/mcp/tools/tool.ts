import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import type { ServerCall, Shown } from '../../remote/run-remote.ts';
import type { NearestCall } from './tool-error.ts';

/** The schema of one argument of a tool: flat, so that every client can show it. */
export interface ArgumentSchema {
  readonly type?: 'string' | 'integer' | 'boolean' | 'object' | 'array' | readonly ('string' | 'integer')[];
  readonly description: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly items?: JsonObject;
  readonly additionalProperties?: JsonObject;
}

/** The arguments of a tool, by name. */
export type ArgumentSchemas = Readonly<Record<string, ArgumentSchema>>;

/** The values that a tool is given. `Required` names those that are always there. */
export type ToolInput<Schemas extends ArgumentSchemas, Required extends keyof Schemas> = {
  readonly [Name in Required]: ValueOf<Schemas[Name]>;
} & { readonly [Name in Exclude<keyof Schemas, Required>]?: ValueOf<Schemas[Name]> };

type ValueOf<Schema> = Schema extends { readonly enum: readonly (infer Value)[] }
  ? Value
  : Schema extends { readonly type: infer Type }
    ? Type extends readonly (infer One)[]
      ? ValueOfType<One>
      : ValueOfType<Type>
    : JsonValue;

type ValueOfType<Type> = Type extends 'string'
  ? string
  : Type extends 'integer'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'object'
        ? JsonObject
        : readonly JsonValue[];

/** What a tool works with. */
export interface ToolContext {
  /** The address of the server, and the sandbox of the session. */
  readonly url: string;
  readonly sandbox: string;
  /** Returns the call that the command of the same purpose takes, on a world: by default on the sandbox. */
  readonly toCall: <Values>(given: CallInput<Values>) => ServerCall<Values>;
  /** Returns a token of a user of the sandbox. It is never shown. */
  readonly findToken: (user: string | number) => Promise<string>;
  /** Forgets the tokens, because the world has another state now. */
  readonly forgetTokens: () => void;
}

/** What a command is given: words, and the values of its options. */
export interface CallInput<Values> {
  readonly operands?: readonly string[];
  readonly options: Values;
  readonly world?: World | undefined;
}

/** The worlds that a tool may read. It changes the sandbox alone. */
export type World = 'sandbox' | 'baseline';

/** A tool of the server. Its schema accepts what `run` takes. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: ToolHints;
  /** The call to make first when a required argument is missing. */
  readonly fallback?: NearestCall;
  readonly run: (input: JsonObject, context: ToolContext) => Promise<Shown>;
}

/** The schema of a tool's arguments. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: ArgumentSchemas;
  readonly required: string[];
  readonly additionalProperties: false;
  readonly [keyword: string]: unknown;
}

/** What a client may rely on before it lets a tool run. */
interface ToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: false;
}

interface NewTool<Schemas extends ArgumentSchemas, Required extends keyof Schemas & string> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly properties: Schemas;
  readonly required: readonly Required[];
  readonly effect: keyof typeof EFFECTS;
  readonly fallback?: NearestCall;
  readonly run: (input: ToolInput<Schemas, Required>, context: ToolContext) => Promise<Shown>;
}

/** Completes a tool: its arguments determine the type of what `run` is given. */
export function defineTool<const Schemas extends ArgumentSchemas, const Required extends keyof Schemas & string>({
  properties,
  required,
  effect,
  run,
  ...rest
}: NewTool<Schemas, Required>): Tool {
  return {
    ...rest,
    inputSchema: { type: 'object', properties, required: [...required], additionalProperties: false },
    annotations: { ...EFFECTS[effect], openWorldHint: false },
    // The input has been checked against the schema when the tool runs.
    run: run as unknown as Tool['run'],
  };
}

/** A text that names one thing, and can be a segment of a path: not empty, and neither `.` nor `..`. */
export function nameArgument<const Description extends string>(description: Description) {
  return { type: 'string', minLength: 1, maxLength: 200, pattern: NAME, description } as const;
}

/** The world that a tool reads. */
export const WORLD_ARGUMENT = {
  type: 'string',
  enum: ['sandbox', 'baseline'],
  description:
    'sandbox (default): the world of this session. baseline: the world of requests that name no sandbox, such as those of a front end in a browser.',
} as const;

const EFFECTS = {
  reads: { readOnlyHint: true, destructiveHint: false, idempotentHint: true },
  adds: { readOnlyHint: false, destructiveHint: false, idempotentHint: false },
  changes: { readOnlyHint: false, destructiveHint: true, idempotentHint: false },
} as const;

/** Neither control characters nor half of a surrogate pair, which no URL can have. */
const NAME = String.raw`^(?!\.{1,2}$)[^\u0000-\u001f\ud800-\udfff]+$`;
