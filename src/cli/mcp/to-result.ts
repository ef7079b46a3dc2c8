import type { CallToolResult } from '@modelcontextprotocol/server';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';
import type { Shown } from '../remote/run-remote.ts';
import type { ResultFiles } from './result-files.ts';
import type { ToolError } from './tools/tool-error.ts';

/** Converts what a tool has to show. A large result is a file: the message has its path, its size and its beginning. */
export async function toResult(tool: string, { data, text }: Shown, files: ResultFiles): Promise<CallToolResult> {
  // The data of commands is JSON: of a response, or made of it.
  const content = isJsonObject(data) ? data : { result: data as JsonValue };
  if (Math.max(text.length, JSON.stringify(content).length) <= MAX_INLINE) return toMessage(text, content);
  const { path, bytes } = await files.write(tool, `${JSON.stringify(content, null, 2)}\n`);
  const head = cutTo(text, HEAD_LENGTH);
  return toMessage(`The result is in the file ${path} (JSON, ${bytes} bytes). Its beginning:\n\n${head}\n…\n`, {
    file: path,
    bytes,
    head,
  });
}

/** Converts the reason why a tool did not do what it was asked for. */
export function toErrorResult({ message, nearest, data }: ToolError): CallToolResult {
  const { request } = data;
  const lines = [
    cutTo(message, MAX_MESSAGE),
    ...(typeof request === 'string' ? [`Why: explain_request ${JSON.stringify({ request })}`] : []),
    ...(nearest === undefined ? [] : [`Nearest valid call: ${nearest.tool} ${JSON.stringify(nearest.arguments)}`]),
  ];
  const details = { ...data, ...(nearest === undefined ? {} : { nearest: { ...nearest } }) };
  const shown = JSON.stringify(details).length <= MAX_INLINE ? details : {};
  return {
    ...toMessage(cutTo(lines.join('\n'), MAX_INLINE), { error: { message: cutTo(message, MAX_MESSAGE), ...shown } }),
    isError: true,
  };
}

function toMessage(text: string, structuredContent: JsonObject): CallToolResult {
  return { content: [{ type: 'text', text }], structuredContent: { ...structuredContent } };
}

/** Characters of a result that is a message. More of them would fill what a model can keep in mind. */
const MAX_INLINE = 20_000;
const HEAD_LENGTH = 1000;
const MAX_MESSAGE = 4000;
