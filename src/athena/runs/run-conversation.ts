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
import { createStoreAttachments, type StoreAttachments } from '../attachments/store-attachments.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import type { Asker } from '../responder/asking/asker.ts';
import type { LiveAnswer } from '../responder/asking/live-answer.ts';
import { toAnswer, type CheckedChunk, type Failure, type Reply } from '../responder/model/answer.ts';
import { countInput } from '../responder/model/count-tokens.ts';
import type { Question } from '../responder/model/responder.ts';
import { toStoredQuestion } from '../responder/model/to-stored-question.ts';
import { scheduleAnswer, storeAnswerNow } from './answer.ts';
import { askForMessage, scheduleQuestion } from './ask-message.ts';
import { createFindWorkspace } from './asked-workspace.ts';
import { findModel, rejectAgent } from './check-model.ts';
import { toAgentMessage, toPartialMessage, toThread, toUserMessage, withReply } from './conversation-records.ts';
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
 * Creates the function that runs an agent in a conversation. An immediate answer is stored together with the user's
 * message, and shown when it is due. Any other question is stored with the message, and asked beside all other work.
 */
export function createRunConversation(
  deps: RuleDeps,
  asker: Asker,
): (call: Call, find: FindConversation) => Promise<Outcome> {
  const { contract } = deps;
  const context: RunContext = {
    deps,
    asker,
    messages: getNamedResource(contract, 'Message'),
    threads: getNamedResource(contract, 'Thread'),
    storeAttachments: createStoreAttachments(contract),
  };

  const findWorkspace = createFindWorkspace(deps);

  return async function runConversation(call, find) {
    const check = (reader: StoreReader): Conversation | Rejected =>
      checkConversation(find(call, reader), { call, reader, ...context });
    const checked = check(call.world.store);
    if ('rejection' in checked) return checked.rejection;
    const workspace = findWorkspace(checked.agent, call);
    const question = toQuestion(checked, readRunInput(call.body), call.world, workspace);
    const asked = { call, check, question, ...context };
    return asker.isImmediate(question, call.world) ? askFirst(asked) : storeFirst(asked);
  };
}

interface AskedRun extends RunContext {
  readonly call: Call;
  readonly check: (reader: StoreReader) => Conversation | Rejected;
  readonly question: Question;
}

/** Asks, then stores the question and its answer in one transaction. */
async function askFirst({ call, check, question, ...context }: AskedRun): Promise<Outcome> {
  const live = context.asker.ask(question, call.world);
  const answer = await live.answer;
  const started = await call.commitStep((transaction): StartedRun | Rejected | Failed => {
    const conversation = check(transaction);
    if ('rejection' in conversation) return conversation;
    const run = startRun(conversation, { call, transaction, ...context });
    if (answer.kind === 'failure') return { failure: answer };
    const message = run.createMessage(answer);
    scheduleAnswer(transaction, message, run.now + toWaitTime(call.world, answer.duration));
    return { ...run, message };
  });
  if ('rejection' in started) return started.rejection;
  if ('failure' in started) return deliverFailure(call, started.failure, context.asker.decide(question, call.world));
  return deliver(call, toDelivery(started, live, { call, question, ...context }));
}

/** Stores the question, then asks it. Background work stores its answer, whether the client waits for it or not. */
async function storeFirst({ call, check, question: whole, ...context }: AskedRun): Promise<Outcome> {
  const question = toStoredQuestion(whole);
  const started = await call.commitStep((transaction): StartedRun | Rejected => {
    const conversation = check(transaction);
    if ('rejection' in conversation) return conversation;
    const run = startRun(conversation, { call, transaction, ...context });
    const message = run.createMessage(undefined);
    scheduleQuestion(transaction, { message, question }, run.now);
    return { ...run, message };
  });
  if ('rejection' in started) return started.rejection;
  const live = askForMessage(context.asker, { message: started.message, question }, call.world);
  await call.runDueWork();
  return deliver(call, toDelivery(started, live, { call, question, ...context }));
}

interface RunContext {
  readonly deps: RuleDeps;
  readonly asker: Asker;
  readonly messages: Resource;
  readonly threads: Resource;
  readonly storeAttachments: StoreAttachments;
}

/** Returns the conversation, or a rejection when the input is invalid or the agent cannot answer. */
function checkConversation(
  found: Conversation | Rejected,
  { call, reader, deps, messages }: Omit<RunContext, 'asker'> & { readonly call: Call; readonly reader: StoreReader },
): Conversation | Rejected {
  const rejected = 'rejection' in found ? found.rejection : undefined;
  if (rejected !== undefined && rejected.kind !== 'invalid') return { rejection: rejected };
  const input = readRunInput(call.body);
  const relationContext = { contract: deps.contract, access: deps.access, viewpoint: { reader, caller: call.caller } };
  const invisible = checkRelations(messages, { attachment_uuids: input.attachments }, relationContext);
  const unknown = 'rejection' in found ? (rejected?.violations ?? []) : findUnfilled(found.agent, input);
  const violations = [...unknown, ...invisible];
  if ('rejection' in found || violations.length > 0) return { rejection: { kind: 'invalid', violations } };
  const rejection = rejectAgent(found.agent, reader);
  return rejection === undefined ? found : { rejection };
}

/** A run that has started: the agent's message, which is not stored yet, and the slug of its model. */
interface StartedRun {
  readonly now: number;
  /** The user's message, which is stored. */
  readonly userMessage: StoredRecord;
  readonly message: StoredRecord;
  readonly model: string | null;
}

/** A run whose model failed. The user's message is stored. */
interface Failed {
  readonly failure: Failure;
}

/** Stores the user's message, creating the thread if needed. `createMessage` makes the agent's message. */
function startRun(
  { agent, thread: existing }: Conversation,
  {
    call,
    transaction,
    messages,
    threads,
    storeAttachments,
  }: RunContext & { readonly call: Call; readonly transaction: Transaction },
): Omit<StartedRun, 'message'> & { readonly createMessage: (reply: Reply | undefined) => StoredRecord } {
  const { world, caller } = call;
  const recordContext = { world, transaction, caller };
  const input = readRunInput(call.body);
  const now = world.clock.now();
  const thread = existing ?? toRecord(threads, toThread(input, agent, caller), recordContext);
  if (existing === undefined) transaction.insert(threads.collection, thread);
  else transaction.update(threads.collection, String(thread['uuid']), { updated_at: toTimestamp(now) });
  const attachments = [...input.attachments, ...storeAttachments(call.files, recordContext)];
  const userMessage = toRecord(messages, toUserMessage({ ...input, attachments }, thread, caller), recordContext);
  transaction.insert(messages.collection, userMessage);
  const model = findModel(agent['large_language_model_uuid'], transaction);
  return {
    now,
    userMessage,
    model: model === undefined ? null : String(model['slug']),
    createMessage: (reply) => toRecord(messages, toAgentMessage(reply, { agent, thread, model }), recordContext),
  };
}

/** Returns the delivery of a run: it ends with the stored message, or with the part that was sent. */
function toDelivery(
  { now, userMessage, message, model }: StartedRun,
  live: LiveAnswer,
  { call, question, deps, messages, asker }: RunContext & { readonly call: Call; readonly question: Question },
): Delivery {
  const { world, commitStep, caller, request, runDueWork } = call;
  const exists = (thread: JsonValue | undefined): boolean =>
    isKey(thread) && world.store.get('threads', thread) !== undefined;
  const find = ({ uuid }: StoredRecord): StoredRecord | undefined =>
    isKey(uuid) ? world.store.get(messages.collection, uuid) : undefined;
  const store = (record: StoredRecord): Promise<void> =>
    commitStep((transaction) => storeAnswerNow(transaction, record, world.clock.now()));
  return {
    answeredBy: asker.decide(question, world),
    open: () => live,
    startedAt: now,
    startedEvent: { thread_uuid: String(message['thread_uuid']), message_uuid: String(message['uuid']), model },
    complete: async (reply) => {
      await runDueWork();
      // A timer can fire a millisecond early, and a clock can be set back.
      if (find(message) === undefined) await store(withReply(message, reply));
      const stored = find(message);
      // Storing the message failed, which was logged and counted where it happened.
      if (stored === undefined && find(userMessage) !== undefined) throw new Problem('SERVER_ERROR');
      if (stored === undefined) return { failed: exists(message['thread_uuid']) ? RESET : DELETED };
      const view = { reader: world.store, caller, origin: request.origin };
      return { body: { data: deps.representer.represent(messages, stored, view) } };
    },
    storePartial: (text) => store(toPartialMessage(withReply(message, toPartialReply(live, question)), text)),
  };
}

/** Returns what has arrived of a reply. */
function toPartialReply({ chunks }: LiveAnswer, question: Question): Reply {
  const input = countInput(question);
  const end: CheckedChunk = {
    kind: 'end',
    tokens: { input, output: 0, total: input },
    finishReason: 'stop',
    at: chunks.at(-1)?.at ?? 0,
  };
  const arrived = chunks.filter(({ kind }) => kind !== 'failure');
  const answer = toAnswer(arrived.at(-1)?.kind === 'end' ? arrived : [...arrived, end]);
  if (answer.kind === 'failure') throw new Error('A reply cannot fail once its failure is left out.');
  return answer;
}

const DELETED = 'The thread was deleted while its agent answered.';
const RESET = 'The world was reset while the agent answered.';
