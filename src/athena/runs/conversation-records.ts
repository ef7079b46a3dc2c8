import type { Caller } from '../../behaviour/representation/caller.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import { countTokens } from '../responder/model/count-tokens.ts';
import type { Reply, TokenCounts } from '../responder/model/answer.ts';
import { toTitle } from '../responder/model/words.ts';
import type { RunInput } from './run-input.ts';

/** Returns the fields of a new thread, named after its first message, in the caller's primary workspace. */
export function toThread({ message }: RunInput, agent: StoredRecord, caller: Caller | undefined): JsonObject {
  return {
    name: toTitle(message, 60) || 'New conversation',
    creator_id: caller?.key ?? null,
    agent_uuid: agent['uuid'] ?? null,
    workspace_uuid: caller?.record['primary_workspace_uuid'] ?? null,
  };
}

/** Returns the fields of the user's message. */
export function toUserMessage(
  { message, attachments }: RunInput,
  thread: StoredRecord,
  caller: Caller | undefined,
): JsonObject {
  const fields = { content: message, role: 'user', attachment_uuids: attachments };
  return { ...fields, thread_uuid: thread['uuid'] ?? null, user_id: caller?.key ?? null, agent_uuid: null };
}

/** The agent, thread and model of an answer. */
export interface Author {
  readonly agent: StoredRecord;
  readonly thread: StoredRecord;
  readonly model: StoredRecord | undefined;
}

/** Returns the fields of the agent's message. Without a reply yet, `withReply` adds its part later. */
export function toAgentMessage(reply: Reply | undefined, { agent, thread, model }: Author): JsonObject {
  const metadata = {
    ...(model === undefined ? {} : { model: String(model['slug']) }),
    temperature: toTemperature(agent, thread['metadata'] as JsonObject),
    ...(reply === undefined ? {} : toReplyMetadata(reply)),
  };
  const fields = {
    content: reply?.text ?? '',
    role: 'assistant',
    metadata,
    tool_calls: reply?.toolCalls ?? [],
    attachment_uuids: [],
  };
  return { ...fields, thread_uuid: thread['uuid'] ?? null, user_id: null, agent_uuid: agent['uuid'] ?? null };
}

/** Returns the agent's message with its reply: the content, tool calls, tokens, latency and finish reason. */
export function withReply(message: StoredRecord, reply: Reply): StoredRecord {
  const metadata = { ...(message['metadata'] as JsonObject), ...toReplyMetadata(reply) };
  return { ...message, content: reply.text, tool_calls: reply.toolCalls, metadata };
}

function toReplyMetadata({ tokens, duration, finishReason }: Reply): JsonObject {
  return { tokens, latency: duration, finish_reason: finishReason };
}

/** Returns the agent's message with the content that was sent before the client disconnected. */
export function toPartialMessage(message: StoredRecord, content: string): StoredRecord {
  const metadata = message['metadata'] as JsonObject & { readonly tokens: TokenCounts };
  const output = countTokens(content);
  const tokens = { ...metadata.tokens, output, total: metadata.tokens.input + output };
  return { ...message, content, metadata: { ...metadata, tokens, finish_reason: 'client_disconnected' } };
}

/** Returns the thread's temperature, else the agent's. */
export function toTemperature(agent: StoredRecord, { temperature }: JsonObject): number {
  return typeof temperature === 'number' ? temperature : Number(agent['temperature'] ?? 0.7);
}
