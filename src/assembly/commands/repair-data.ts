import { join } from 'node:path';
import { repairJournal, type JournalRepair } from '../../store/journals/file/repair-journal.ts';
import { DATA_FILE } from '../world/check-state.ts';

/**
 * Makes the data folder `data` usable again where its journal is damaged; copies it first. Throws a BootError where it
 * is in use or holds no readable snapshot.
 */
export function repairData(data: string): Promise<JournalRepair> {
  return repairJournal(join(data, DATA_FILE));
}
