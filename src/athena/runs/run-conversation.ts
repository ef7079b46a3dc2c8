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
import { toAnswer, toPart, toSpoken, toThread } from './conversation-records.ts';
import { deliver, fail, toWaiting } from './deliver.ts';
import { findUnfilled, readRunInput } from './run-input.ts';
import { toQuestion, type Conversation } from './to-question.ts';

/**
 * Finds who is to answer, or why nobody does. It is asked again in the transaction: the state may have changed while
 * the answer was made.
 */
export type FindConversation = (call: Call, reader: StoreReader) => Conversation | Rejected;

/** Why there is no answer. */
export interface Rejected {
  readonly refused: Outcome;
}

/** A run in a conversation: has what is said answered, stores it, and stores the answer when its time has come. */
export function createRunConversation(
  tools: RuleDeps,
  responder: Responder,
): (call: Call, find: FindConversation) => Promise<Outcome> {
  const resources = {
    messages: getNamedResource(tools.contract, 'Message'),
    threads: getNamedResource(tools.contract, 'Thread'),
  };

  const check: FindRunnable = (call, find, reader) => {
    const found = find(call, reader);
    if ('refused' in found) return found;
    const said = readRunInput(call.body);
    const context = { contract: tools.contract, access: tools.access, viewpoint: { reader, caller: call.caller } };
    const unseen = checkRelations(resources.messages, { attachment_uuids: said.attachments }, context);
    const violations = [...findUnfilled(found.agent, said), ...unseen];
    const refused =
      violations.length > 0 ? ({ kind: 'invalid', violations } as const) : rejectAgent(found.agent, reader);
    return refused === undefined ? found : { refused };
  };

  return async function converse(call, find) {
    const asked = check(call, find, call.world.store);
    if ('refused' in asked) return asked.refused;
    const answer = await responder.respond(toQuestion(asked, readRunInput(call.body), call.world));
    const begun = await call.commitStep((transaction): Begun | Rejected => {
      const found = check(call, find, transaction);
      return 'refused' in found ? found : begin(found, answer, { call, transaction, ...resources });
    });
    if ('refused' in begun) return begun.refused;
    if (answer.kind === 'failure') return fail(call, answer);
    const started = {
      thread_uuid: String(begun.message['thread_uuid']),
      message_uuid: String(begun.message['uuid']),
      model: begun.model,
    };
    return deliver(call, {
      reply: answer,
      begun: begun.now,
      started,
      ...createEnd(call, begun.message, { tools, ...resources }),
    });
  };
}

type FindRunnable = (call: Call, find: FindConversation, reader: StoreReader) => Conversation | Rejected;

interface Resources {
  readonly messages: Resource;
  readonly threads: Resource;
}

/** What was stored, or is to be: the last message. */
interface Begun {
  readonly now: number;
  readonly message: StoredRecord;
  readonly model: string | null;
}

/** Stores what is said and schedules what is answered, the thread first where it is a new one. */
function begin(
  { agent, thread: known }: Conversation,
  answer: Answer,
  { call, transaction, messages, threads }: Resources & { readonly call: Call; readonly transaction: Transaction },
): Begun {
  const { world, caller } = call;
  const place = { world, transaction, caller };
  const said = readRunInput(call.body);
  const now = world.clock.now();
  const thread = known ?? toRecord(threads, toThread(said, agent, caller), place);
  if (known === undefined) transaction.insert(threads.collection, thread);
  else transaction.update(threads.collection, String(thread['uuid']), { updated_at: toTimestamp(now) });
  const spoken = toRecord(messages, toSpoken(said, thread, caller), place);
  transaction.insert(messages.collection, spoken);
  const model = findModel(agent['large_language_model_uuid'], transaction);
  if (answer.kind === 'failure') return { now, message: spoken, model: null };
  const message = toRecord(messages, toAnswer(answer, { agent, thread, model }), place);
  scheduleAnswer(transaction, message, now + toWaiting(world, answer.duration));
  return { now, message, model: model === undefined ? null : String(model['slug']) };
}

/** How the run ends: the message as it is stored, or as far as it came. */
function createEnd(
  { world, commitStep, caller, request, runDueWork: settle }: Call,
  message: StoredRecord,
  { tools, messages }: Resources & { readonly tools: RuleDeps },
) {
  const isThere = (thread: JsonValue | undefined): boolean =>
    isKey(thread) && world.store.get('threads', thread) !== undefined;
  const find = (): StoredRecord | undefined =>
    isKey(message['uuid']) ? world.store.get(messages.collection, message['uuid']) : undefined;
  const keep = (kept: StoredRecord): Promise<void> =>
    commitStep((transaction) => storeAnswerNow(transaction, kept, world.clock.now()));
  return {
    complete: async () => {
      await settle();
      // A timer may be early by a millisecond, and a clock may have been set back.
      if (find() === undefined) await keep(message);
      const stored = find();
      // Storing it was given up, which is logged and counted where that happened.
      if (stored === undefined && isThere(message['thread_uuid'])) throw new Problem('SERVER_ERROR');
      if (stored === undefined) return { failed: 'The thread was deleted while its agent answered.' };
      return {
        body: {
          data: tools.representer.represent(messages, stored, { reader: world.store, caller, origin: request.origin }),
        },
      };
    },
    leave: (text: string) => keep(toPart(message, text)),
  };
}
