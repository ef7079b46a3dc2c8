import { schedule, type PrepareWork } from '../../behaviour/time/schedule.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Asker } from '../responder/asking/asker.ts';
import { waitForAnswer, type LiveAnswer } from '../responder/asking/live-answer.ts';
import type { Question } from '../responder/model/responder.ts';
import { ownerOfMessage, scheduleAnswer, storeAnswer } from './answer.ts';
import { withReply } from './conversation-records.ts';
import { toWaitTime } from './deliver.ts';

/** The kind of background work that asks the question of a conversation and stores its answer. */
export const ASK_MESSAGE = 'answer.ask';

/** Stores a question whose answer is to become `message`. It is asked beside all other work, also after a restart. */
export function scheduleQuestion(transaction: Transaction, pending: PendingMessage, now: number): void {
  schedule(transaction, { kind: ASK_MESSAGE, due: now, owner: ownerOfMessage(pending.message), payload: pending });
}

/** A question of a conversation, and the message that waits for its answer. */
export type PendingMessage = { readonly message: StoredRecord; readonly question: Question };

/** Asks the question of a conversation, or follows the answer that is being given already. */
export function askForMessage(asker: Asker, { message, question }: PendingMessage, world: World): LiveAnswer {
  return asker.askOnce(ownerOfMessage(message), question, world);
}

/** Asks a stored question, and stores the answer when it is due. A failed one is dropped. */
export const prepareAskMessage =
  (asker: Asker): PrepareWork =>
  () =>
  async (payload, { world, now, signal }) => {
    const pending = payload as JsonObject & PendingMessage;
    const answer = await waitForAnswer(askForMessage(asker, pending, world), signal);
    return (transaction) => {
      if (answer.kind === 'failure') return;
      const message = withReply(pending.message, answer);
      const due = now + toWaitTime(world, answer.duration);
      const current = world.clock.now();
      if (due > current) scheduleAnswer(transaction, message, due);
      else storeAnswer(transaction, message, current);
    };
  };
