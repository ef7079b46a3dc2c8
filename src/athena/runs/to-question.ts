import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Question, Turn } from '../responder/model/responder.ts';
import { findModel } from './check-model.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { RunInput } from './run-input.ts';

/** Who is to answer, and where; without a thread in a new one. */
export interface Conversation {
  readonly agent: StoredRecord;
  readonly thread: StoredRecord | undefined;
}

/**
 * What an agent is asked: with its tools, its memories and the conversation so far. The same question at the same point
 * of a conversation has the same answer.
 */
export function toQuestion(
  { agent, thread }: Conversation,
  { message, variables }: RunInput,
  { store, random }: World,
): Question {
  const turns = toTurns(thread, store);
  const metadata = (thread?.['metadata'] ?? {}) as JsonObject;
  const most = metadata['max_tokens'] ?? agent['max_tokens'];
  return {
    agent: { ...agent, instruction: fillPlaceholders(String(agent['instruction'] ?? ''), variables) },
    model: findModel(agent['large_language_model_uuid'], store),
    tools: toTools(agent, store),
    memories: store.find('memories', 'agent_uuid', agent['uuid'] ?? null),
    conversation: turns,
    text: message,
    variables,
    state: store,
    maxTokens: typeof most === 'number' ? most : null,
    random,
    place: `answer/${String(agent['uuid'])}/${turns.length}/${message}`,
  };
}

function toTurns(thread: StoredRecord | undefined, store: StoreReader): readonly Turn[] {
  if (thread === undefined) return [];
  const { system_prompt: told } = thread['metadata'] as JsonObject;
  const said = store.find('messages', 'thread_uuid', thread['uuid'] ?? null);
  const turns = said.map(({ role, content }) => ({ role: String(role), content: String(content) }));
  return typeof told === 'string' ? [{ role: 'system', content: told }, ...turns] : turns;
}

function toTools(agent: StoredRecord, store: StoreReader): readonly StoredRecord[] {
  const held = agent['tool_uuids'];
  const keys: readonly JsonValue[] = Array.isArray(held) ? held : [];
  return keys.flatMap((key) => {
    const tool = isKey(key) ? store.get('tools', key) : undefined;
    return tool === undefined ? [] : [tool];
  });
}
