import type { CallToolResult } from '@modelcontextprotocol/server';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { RefusedError } from '../remote/refused-error.ts';
import { UsageError } from '../remote/usage-error.ts';
import { findTool, type CheckInput } from './check-input.ts';
import type { ResultFiles } from './result-files.ts';
import type { Session } from './session.ts';
import { toErrorResult, toResult } from './to-result.ts';
import { ToolError } from './tools/tool-error.ts';
import type { Tool } from './tools/tool.ts';

/** What tools are run with. */
export interface ToolRunner {
  readonly tools: readonly Tool[];
  readonly checkInput: CheckInput;
  readonly session: Session;
  readonly files: ResultFiles;
  /** Ends everything that is under way. */
  readonly closing: AbortSignal;
  /** Is told of errors that are mistakes of this program. */
  readonly onBug: (error: unknown) => void;
}

/** A call of a tool. */
export interface ToolCall {
  readonly name: string;
  readonly input: JsonObject;
  /** Is aborted when the client does not want the result any more. */
  readonly signal: AbortSignal;
}

/** Runs a tool. Never rejects: whatever fails is the result, with what to do. */
export async function runTool(runner: ToolRunner, { name, input, signal }: ToolCall): Promise<CallToolResult> {
  const late = AbortSignal.timeout(DEADLINE);
  try {
    const tool = findTool(runner.tools, name);
    runner.checkInput(tool, input);
    const ended = AbortSignal.any([signal, runner.closing, late]);
    await runner.session.begin(ended);
    const shown = await tool.run(input, runner.session.toContext(ended));
    return await toResult(tool.name, shown, runner.files);
  } catch (error) {
    if (late.aborted) return toErrorResult(new ToolError(TOO_LATE));
    return toErrorResult(toToolError(error, runner));
  }
}

function toToolError(error: unknown, { onBug }: ToolRunner): ToolError {
  if (error instanceof ToolError) return error;
  if (error instanceof UsageError) return new ToolError(error.message);
  if (error instanceof RefusedError) {
    // The body of a response, parsed.
    const body = error.body as JsonValue | undefined;
    return new ToolError(error.message, isJsonObject(body) ? { data: { body } } : {});
  }
  onBug(error);
  return new ToolError('The tool failed by a mistake of the simulator. Its log (standard error) has the details.');
}

/** Milliseconds. Clients wait for a minute. */
const DEADLINE = 50_000;
const TOO_LATE = `There was no complete response within ${DEADLINE / 1000} seconds. A fault may delay it (inject_fault {"action":"list"}), or the operation may stream without an end.`;
