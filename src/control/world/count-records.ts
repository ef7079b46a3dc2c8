import type { StoreSnapshot } from '../../store/port/store.ts';

/** Returns the number of records of a state. */
export function countRecords({ collections }: StoreSnapshot): number {
  return Object.values(collections).reduce((sum, records) => sum + records.length, 0);
}
