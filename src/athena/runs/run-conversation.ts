import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Call, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { checkRelations } from '../../behaviour/resource/check-relations.ts';
import { toRecord } from '../../behaviour/resource/create.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { Problem } from '../../kernel/problem.ts';
import type { StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import type { Answer, Responder } from '../responder/model/responder.ts';
import { scheduleAnswer, storeAnswerNow } from './answer.ts';
import { findModel, rejectAgent } from './check-model.ts';
import { toAgentMessage, toPartialMessage, toThread, toUserMessage } from './conversation-records.ts';
import { deliver, deliverFailure, toWaitTime, type Delivery } from './deliver.ts';
import { findUnfilled, readRunInput } from './run-input.ts';
import { toQuestion, type Conversation } from './to-question.ts';

/**
 * Finds the agent and thread of a run, or the reason to reject it. It is called again in the transaction, because the
 * state may change while the responder answers.
 */
export type FindConversation = (call: Call, reader: StoreReader) => Conversation | Rejected;

/** The response to a run that cannot start. */
export interface Rejected {
  readonly rejection: Outcome;
}

/**
 * Creates the function that runs an agent in a conversation: asks the responder, stores the user's message, and stores
 * the answer when it is due.
 */
export function createRunConversation(
  deps: RuleDeps,
  responder: Responder,
): (call: Call, find: FindConversation) => Promise<Outcome> {
  const { contract } = deps;
  const context: RunContext = {
    deps,
    messages: getNamedResource(contract, 'Message'),
    threads: getNamedResource(contract, 'Thread'),
  };

  return async function runConversation(call, find) {
    const check = (reader: StoreReader): Conversation | Rejected =>
      checkConversation(find(call, reader), { call, reader, ...context });
    const checked = check(call.world.store);
    if ('rejection' in checked) return checked.rejection;
    const answer = await responder.respond(toQuestion(checked, readRunInput(call.body), call.world));
    const started = await call.commitStep((transaction): StartedRun | Rejected => {
      const conversation = check(transaction);
      return 'rejection' in conversation
        ? conversation
        : startRun(conversation, answer, { call, transaction, ...context });
    });
    if ('rejection' in started) return started.rejection;
    if (answer.kind === 'failure') return deliverFailure(call, answer);
    const { now, message, model } = started;
    return deliver(call, {
      reply: answer,
      startedAt: now,
      startedEvent: { thread_uuid: String(message['thread_uuid']), message_uuid: String(message['uuid']), model },
      ...createCompletion(call, message, context),
    });
  };
}

interface RunContext {
  readonly deps: RuleDeps;
  readonly messages: Resource;
  readonly threads: Resource;
}

/** Returns the conversation, or a rejection when the input is invalid or the agent cannot answer. */
function checkConversation(
  found: Conversation | Rejected,
  { call, reader, deps, messages }: RunContext & { readonly call: Call; readonly reader: StoreReader },
): Conversation | Rejected {
  if ('rejection' in found) return found;
  const input = readRunInput(call.body);
  const relationContext = { contract: deps.contract, access: deps.access, viewpoint: { reader, caller: call.caller } };
  const invisible = checkRelations(messages, { attachment_uuids: input.attachments }, relationContext);
  const violations = [...findUnfilled(found.agent, input), ...invisible];
  if (violations.length > 0) return { rejection: { kind: 'invalid', violations } };
  const rejection = rejectAgent(found.agent, reader);
  return rejection === undefined ? found : { rejection };
}

/** The last message of a run, stored or scheduled, and the slug of its model. */
interface StartedRun {
  readonly now: number;
  readonly message: StoredRecord;
  readonly model: string | null;
}

/** Stores the user's message, creating the thread if needed, and schedules the agent's message. */
function startRun(
  { agent, thread: existing }: Conversation,
  answer: Answer,
  { call, transaction, messages, threads }: RunContext & { readonly call: Call; readonly transaction: Transaction },
): StartedRun {
  const { world, caller } = call;
  const recordContext = { world, transaction, caller };
  const input = readRunInput(call.body);
  const now = world.clock.now();
  const thread = existing ?? toRecord(threads, toThread(input, agent, caller), recordContext);
  if (existing === undefined) transaction.insert(threads.collection, thread);
  else transaction.update(threads.collection, String(thread['uuid']), { updated_at: toTimestamp(now) });
  const userMessage = toRecord(messages, toUserMessage(input, thread, caller), recordContext);
  transaction.insert(messages.collection, userMessage);
  const model = findModel(agent['large_language_model_uuid'], transaction);
  if (answer.kind === 'failure') return { now, message: userMessage, model: null };
  const message = toRecord(messages, toAgentMessage(answer, { agent, thread, model }), recordContext);
  scheduleAnswer(transaction, message, now + toWaitTime(world, answer.duration));
  return { now, message, model: model === undefined ? null : String(model['slug']) };
}

/** Returns the functions that end a run: with the stored message, or with the part that was sent. */
function createCompletion(
  { world, commitStep, caller, request, runDueWork }: Call,
  message: StoredRecord,
  { deps, messages }: RunContext,
): Pick<Delivery, 'complete' | 'storePartial'> {
  const exists = (thread: JsonValue | undefined): boolean =>
    isKey(thread) && world.store.get('threads', thread) !== undefined;
  const find = (): StoredRecord | undefined =>
    isKey(message['uuid']) ? world.store.get(messages.collection, message['uuid']) : undefined;
  const store = (record: StoredRecord): Promise<void> =>
    commitStep((transaction) => storeAnswerNow(transaction, record, world.clock.now()));
  return {
    complete: async () => {
      await runDueWork();
      // A timer can fire a millisecond early, and a clock can be set back.
      if (find() === undefined) await store(message);
      const stored = find();
      // Storing the message failed, which was logged and counted where it happened.
      if (stored === undefined && exists(message['thread_uuid'])) throw new Problem('SERVER_ERROR');
      if (stored === undefined) return { failed: 'The thread was deleted while its agent answered.' };
      const view = { reader: world.store, caller, origin: request.origin };
      return { body: { data: deps.representer.represent(messages, stored, view) } };
    },
    storePartial: (text) => store(toPartialMessage(message, text)),
  };
}
