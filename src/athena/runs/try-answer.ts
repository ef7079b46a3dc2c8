import type { AskedText, TriedAnswer, WorldReplies } from '../../behaviour/platform.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Asker } from '../responder/asking/asker.ts';
import type { Question } from '../responder/model/responder.ts';
import { toAskedModel, toAskedPrompt } from './asked-records.ts';
import { findModel } from './check-model.ts';
import { fillPlaceholders } from './placeholders.ts';
import { toQuestion } from './to-question.ts';

/** Returns the function that answers a text without storing anything, in a new conversation. */
export function createTryAnswer(asker: Asker): WorldReplies['answer'] {
  return async function tryAnswer(world, asked) {
    const question = findQuestion(world, asked);
    if (question === undefined) return undefined;
    const answer = await asker.ask(question, world).answer;
    const decided = { answeredBy: asker.decide(question, world), delay: answer.duration };
    return answer.kind === 'failure'
      ? { ...decided, text: null, toolCalls: [], error: { status: answer.status, message: answer.message } }
      : ({ ...decided, text: answer.text, toolCalls: answer.toolCalls, error: null } satisfies TriedAnswer);
  };
}

/** Returns the question that the text would be; undefined when the world does not have who is asked. */
function findQuestion(world: World, { to, text, variables }: AskedText): Question | undefined {
  if (to === undefined) return toBareQuestion(text, variables, world);
  const agent = findNamed(world.store, 'agents', to);
  const input = { message: text, variables, attachments: [] };
  if (agent !== undefined) return toQuestion({ agent, thread: undefined }, input, world);
  const prompt = findNamed(world.store, 'prompts', to);
  return prompt === undefined ? undefined : toPromptQuestion(prompt, { text, variables, to }, world);
}

/** Finds a record by its uuid, else by its name in any case. */
function findNamed(store: StoreReader, collection: string, name: string): StoredRecord | undefined {
  const lower = name.toLowerCase();
  return (
    store.get(collection, name) ??
    store.all(collection).find((record) => String(record['name']).toLowerCase() === lower)
  );
}

function toPromptQuestion(prompt: StoredRecord, { text, variables }: AskedText, world: World): Question {
  return {
    ...toBareQuestion(text === '' ? fillPlaceholders(String(prompt['content']), variables) : text, variables, world),
    prompt: toAskedPrompt(prompt),
    ...toAskedModel(findModel(prompt['large_language_model_uuid'], world.store)),
  };
}

function toBareQuestion(text: string, variables: AskedText['variables'], { random }: World): Question {
  return {
    text,
    variables,
    tools: [],
    memories: [],
    conversation: [],
    temperature: null,
    maxTokens: null,
    seed: random.deriveSeed(`answer/tried/${text}`),
  };
}
