// Writes pairs of records with eight writers until it is killed. Prints the number of each acknowledged pair.
import { createStore } from '../../dist/store/create-store.js';
import { openFileJournal } from '../../dist/store/journals/file/open-file-journal.js';

const [file, first] = process.argv.slice(2);
const collections = [{ name: 'pairs', key: 'id', indexes: [] }];
const { journal } = await openFileJournal({ file, collections, compactAt: 20_000 });
if (journal.initial === undefined)
  await journal.replace({ position: 0, sequences: {}, collections: {} }, journal.position);
const store = createStore({ collections, journal });
let number = Number(first);
process.stdout.write('ready\n');

await Promise.all(Array.from({ length: 8 }, write));

async function write() {
  for (;;) {
    const own = (number += 1);
    await store.transaction((transaction) => {
      transaction.insert('pairs', { id: `${own}-left`, text: 'x'.repeat(own % 900) });
      transaction.insert('pairs', { id: `${own}-right` });
    });
    process.stdout.write(`${own}\n`);
  }
}
