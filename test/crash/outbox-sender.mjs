// Posts side effects until it is killed, and delivers them to a receiver. Prints the id of each committed one.
// Usage: outbox-sender.mjs <file> <receiver's address> <how many to post>
import { createOutboxDispatcher } from '../../dist/behaviour/outbox/outbox-dispatcher.js';
import { CLOCK_CONTROL, createControlledClock } from '../../dist/behaviour/time/clock-control.js';
import { silentLogger } from '../../dist/kernel/logger.js';
import { createIds, createRequestId } from '../../dist/kernel/random/ids.js';
import { createSystemRandom } from '../../dist/kernel/random/random.js';
import { createSystemClock } from '../../dist/kernel/time/clock.js';
import { createStore } from '../../dist/store/create-store.js';
import { openFileJournal } from '../../dist/store/journals/file/open-file-journal.js';
import { DELIVERED, DELIVERY_LEASE, FAILED_DELIVERIES, OUTBOX, post } from '../../dist/store/port/outbox.js';

const [file, receiver, count] = process.argv.slice(2);
const notes = { name: 'notes', key: 'id', indexes: [] };
const collections = [notes, CLOCK_CONTROL, OUTBOX, DELIVERED, FAILED_DELIVERIES, DELIVERY_LEASE];
const { journal } = await openFileJournal({ file, collections, compactAt: 20_000 });
if (journal.initial === undefined)
  await journal.replace({ position: 0, sequences: {}, collections: {} }, journal.position);
const store = createStore({ collections, journal });
const clock = createControlledClock(createSystemClock(), store);
const world = { name: 'baseline', store, clock, ids: createIds(createSystemRandom()) };

const deliver = async ({ deliveryId, payload, attempt }, signal) => {
  const body = JSON.stringify({ id: deliveryId, attempt, ...payload });
  const response = await fetch(receiver, { method: 'POST', body, signal });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The receiver responded with ${response.status}.`);
};
createOutboxDispatcher({
  transports: { http: { deliver } },
  logger: silentLogger,
  isInUse: () => true,
  isShared: () => false,
  owner: createRequestId(),
  now: () => performance.now(),
}).watch(world);
process.stdout.write('ready\n');

for (let number = 0; number < Number(count); number += 1) {
  const id = await store.transaction((transaction) => {
    const deliveryId = post(transaction, { kind: 'http', receiver, payload: { number } }, world);
    transaction.insert('notes', { id: deliveryId });
    return deliveryId;
  });
  process.stdout.write(`${id}\n`);
}
// Ends when everything is delivered.
while (store.all(OUTBOX.name).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
const ids = store.all('notes').map(({ id }) => id);
process.stdout.write(`done ${JSON.stringify({ ids, failed: store.all(FAILED_DELIVERIES.name).length })}\n`);
await store.close();
