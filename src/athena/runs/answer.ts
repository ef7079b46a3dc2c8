import { cancelWork, schedule, SCHEDULED_WORK, type PrepareWork } from '../../behaviour/time/schedule.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';

/** The kind of scheduled work that stores an answer when it is due. */
export const ANSWER = 'answer';

/** Stores an answer when it is due, also after a restart. */
export const prepareAnswer: PrepareWork =
  () =>
  async (payload, { now }) => {
    return (transaction) => storeAnswer(transaction, payload['message'] as JsonObject, now);
  };

/** Schedules a message to be stored at `due`, which sets its timestamps. */
export function scheduleAnswer(transaction: Transaction, message: StoredRecord, due: number): void {
  schedule(transaction, { kind: ANSWER, due, owner: ownerOfMessage(message), payload: { message } });
}

/**
 * Stores an answer before it is due, or a partial one in its place. Does nothing when the answer is already stored or
 * was cancelled.
 */
export function storeAnswerNow(transaction: Transaction, message: StoredRecord, now: number): void {
  if (transaction.find(SCHEDULED_WORK.name, 'owner', ownerOfMessage(message)).length === 0) return;
  cancelWork(transaction, ownerOfMessage(message));
  if (message['content'] !== '') storeAnswer(transaction, message, now);
}

/** Stores an answer unless its thread was deleted. The author is null when its agent was deleted. */
export function storeAnswer(transaction: Transaction, message: StoredRecord, now: number): void {
  const { thread_uuid: thread, agent_uuid: agent } = message;
  if (!isKey(thread) || transaction.get('threads', thread) === undefined) return;
  const time = toTimestamp(now);
  const author = isKey(agent) && transaction.get('agents', agent) !== undefined ? agent : null;
  transaction.insert('messages', { ...message, agent_uuid: author, created_at: time, updated_at: time });
  transaction.update('threads', thread, { updated_at: time });
}

/** Returns the owner key of the work that a message waits for. */
export function ownerOfMessage({ uuid }: StoredRecord): string {
  return `messages/${String(uuid)}`;
}
