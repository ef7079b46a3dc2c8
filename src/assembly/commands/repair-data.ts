import { join } from 'node:path';
import { repairJournal, type JournalRepair } from '../../store/journals/file/repair-journal.ts';
import { DATA_FILE } from '../world/check-state.ts';

/**
 * Repairs a data folder with a damaged journal, after copying it. Throws a BootError if the folder is in use or holds
 * no readable snapshot.
 */
export function repairData(data: string): Promise<JournalRepair> {
  return repairJournal(join(data, DATA_FILE));
}
