import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';

/**
 * The collection that says which scenario a world's records are of. As part of the state it survives a restart, is
 * restored with a snapshot, and ends with a reset. It is hidden: no contract declares it.
 */
export const SCENARIO_MARK: CollectionSpec = { name: 'applied_scenario', key: 'id', indexes: [] };

/** The scenario whose changes a world's records have. */
export interface ScenarioMark {
  readonly name: string;
  /** The number of the step, from 1. Undefined for a scenario without steps. */
  readonly step: number | undefined;
  /** Whether the scenario was activated on top of what the world held. */
  readonly keepsData: boolean;
  /** The ids of the reply rules that it has added. */
  readonly replies: readonly number[];
}

/** Returns the mark of a world's records; undefined when they are of no scenario. */
export function readScenarioMark(reader: Pick<StoreReader, 'get'>): ScenarioMark | undefined {
  const record = reader.get(SCENARIO_MARK.name, RECORD_KEY);
  if (record === undefined) return undefined;
  const { name, step, keeps_data: keepsData, reply_ids: ids } = record;
  return {
    name: String(name),
    step: typeof step === 'number' ? step : undefined,
    keepsData: keepsData === true,
    replies: Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : [],
  };
}

/** Marks the records of a world. */
export function writeScenarioMark(transaction: Transaction, { name, step, keepsData, replies }: ScenarioMark): void {
  const record: StoredRecord = {
    id: RECORD_KEY,
    name,
    step: step ?? null,
    keeps_data: keepsData,
    reply_ids: [...replies],
  };
  if (transaction.get(SCENARIO_MARK.name, RECORD_KEY) === undefined) transaction.insert(SCENARIO_MARK.name, record);
  else transaction.replace(SCENARIO_MARK.name, record);
}

/** The key of the only record. */
const RECORD_KEY = 'scenario';
