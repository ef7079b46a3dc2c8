import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Question, Turn } from '../responder/model/responder.ts';
import { findModel } from './check-model.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { RunInput } from './run-input.ts';

/** The agent that answers, and the thread; undefined for a new thread. */
export interface Conversation {
  readonly agent: StoredRecord;
  readonly thread: StoredRecord | undefined;
}

/**
 * Builds the question for an agent, with its tools, memories and the conversation so far. The seed key makes the same
 * message at the same point of a conversation get the same answer.
 */
export function toQuestion(
  { agent, thread }: Conversation,
  { message, variables }: RunInput,
  { store, random }: World,
): Question {
  const turns = toTurns(thread, store);
  const metadata = (thread?.['metadata'] ?? {}) as JsonObject;
  const maxTokens = metadata['max_tokens'] ?? agent['max_tokens'];
  return {
    agent: { ...agent, instruction: fillPlaceholders(String(agent['instruction'] ?? ''), variables) },
    model: findModel(agent['large_language_model_uuid'], store),
    tools: toTools(agent, store),
    memories: store.find('memories', 'agent_uuid', agent['uuid'] ?? null),
    conversation: turns,
    text: message,
    variables,
    state: store,
    maxTokens: typeof maxTokens === 'number' ? maxTokens : null,
    random,
    seedKey: `answer/${String(agent['uuid'])}/${turns.length}/${message}`,
  };
}

function toTurns(thread: StoredRecord | undefined, store: StoreReader): readonly Turn[] {
  if (thread === undefined) return [];
  const { system_prompt: systemPrompt } = thread['metadata'] as JsonObject;
  const messages = store.find('messages', 'thread_uuid', thread['uuid'] ?? null);
  const turns = messages.map(({ role, content }) => ({ role: String(role), content: String(content) }));
  return typeof systemPrompt === 'string' ? [{ role: 'system', content: systemPrompt }, ...turns] : turns;
}

function toTools(agent: StoredRecord, store: StoreReader): readonly StoredRecord[] {
  const uuids = agent['tool_uuids'];
  const keys: readonly JsonValue[] = Array.isArray(uuids) ? uuids : [];
  return keys.flatMap((key) => {
    const tool = isKey(key) ? store.get('tools', key) : undefined;
    return tool === undefined ? [] : [tool];
  });
}
