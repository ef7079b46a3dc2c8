import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { AskedWorkspace, Question, Turn } from '../responder/model/responder.ts';
import { findMemories, findTools, toAskedAgent, toAskedModel } from './asked-records.ts';
import { findModel } from './check-model.ts';
import { toTemperature } from './conversation-records.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { RunInput } from './run-input.ts';

/** The agent that answers, and the thread; undefined for a new thread. */
export interface Conversation {
  readonly agent: StoredRecord;
  readonly thread: StoredRecord | undefined;
}

/**
 * Builds the question for an agent, with its tools, memories and the conversation so far. The same message at the same
 * point of a conversation has the same seed.
 */
export function toQuestion(
  { agent, thread }: Conversation,
  { message, variables }: RunInput,
  { store, random }: World,
  workspace?: AskedWorkspace,
): Question {
  const turns = toTurns(thread, store);
  const metadata = (thread?.['metadata'] ?? {}) as JsonObject;
  const maxTokens = metadata['max_tokens'] ?? agent['max_tokens'];
  return {
    agent: toAskedAgent(agent, fillPlaceholders(String(agent['instruction'] ?? ''), variables)),
    ...toAskedModel(findModel(agent['large_language_model_uuid'], store)),
    tools: findTools(agent, store),
    memories: findMemories(agent, store),
    ...(workspace === undefined ? {} : { workspace }),
    conversation: turns,
    text: message,
    variables,
    temperature: toTemperature(agent, metadata),
    maxTokens: typeof maxTokens === 'number' ? maxTokens : null,
    seed: random.deriveSeed(`answer/${String(agent['uuid'])}/${turns.length}/${message}`),
  };
}

function toTurns(thread: StoredRecord | undefined, store: StoreReader): readonly Turn[] {
  if (thread === undefined) return [];
  const { system_prompt: systemPrompt } = thread['metadata'] as JsonObject;
  const messages = store.find('messages', 'thread_uuid', thread['uuid'] ?? null);
  const turns = messages.map(({ role, content }) => ({ role: String(role), content: String(content) }));
  return typeof systemPrompt === 'string' ? [{ role: 'system', content: systemPrompt }, ...turns] : turns;
}
