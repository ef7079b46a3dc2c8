import type { WorldReplies } from '../../../behaviour/platform.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { CollectionSpec, StoredRecord, StoreReader, Transaction } from '../../../store/port/store.ts';
import { readRule } from './parse-script.ts';
import type { Script, ScriptRule } from './script.ts';

/** The collection of a world's scripted rules, one record each, in order. It is hidden: no contract declares it. */
export const SCRIPTED_REPLIES: CollectionSpec = { name: 'scripted_replies', key: 'id', indexes: [] };

/** Scripted rules of one world. They are part of its state: snapshots and resets include them. */
export const WORLD_REPLIES: Omit<WorldReplies, 'answer'> = {
  findFaults: (rules, path) =>
    Array.isArray(rules)
      ? rules.flatMap((rule: JsonValue, index) => readRule(rule, [...path, index]).faults)
      : [toFault(path, 'The replies are not a list of rules.', 'Write each rule with a dash, `when:` and `reply:`.')],
  findFaultsIn: (reader) =>
    reader
      .all(SCRIPTED_REPLIES.name)
      .flatMap((record, index) => readRule(withoutId(record), ['collections', SCRIPTED_REPLIES.name, index]).faults),
  list: (reader) => reader.all(SCRIPTED_REPLIES.name).map((record) => ({ id: idOf(record), rule: withoutId(record) })),
  install: (transaction, rules) =>
    rules.map((rule) => {
      const id = nextId(transaction);
      transaction.insert(SCRIPTED_REPLIES.name, { ...rule, id });
      return id;
    }),
  insert: (transaction, rule, position = 0) => {
    const id = nextId(transaction);
    const others = transaction.all(SCRIPTED_REPLIES.name);
    const record: StoredRecord = { ...rule, id };
    writeInOrder(transaction, [...others.slice(0, position), record, ...others.slice(position)]);
    return id;
  },
  remove: (transaction, id) => transaction.delete(SCRIPTED_REPLIES.name, id),
  order: (transaction, ids) => {
    const records = transaction.all(SCRIPTED_REPLIES.name);
    const ordered = ids
      .map((id) => records.find((record) => idOf(record) === id))
      .filter((record) => record !== undefined);
    if (ordered.length !== records.length || new Set(ids).size !== ids.length || ids.length !== records.length)
      return false;
    writeInOrder(transaction, ordered);
    return true;
  },
};

/** Writes all rules again: a collection keeps the order in which its records were inserted. */
function writeInOrder(transaction: Transaction, records: readonly StoredRecord[]): void {
  for (const record of transaction.all(SCRIPTED_REPLIES.name)) transaction.delete(SCRIPTED_REPLIES.name, idOf(record));
  for (const record of records) transaction.insert(SCRIPTED_REPLIES.name, record);
}

function nextId(transaction: Transaction): number {
  return transaction.next(SCRIPTED_REPLIES.name);
}

function idOf({ id = 0 }: StoredRecord): number {
  return Number(id);
}

/** Returns the script that a world's records contain. */
export function findWorldScript(reader: StoreReader): Script {
  return { rules: reader.all(SCRIPTED_REPLIES.name).flatMap((record) => parseOnce(record)) };
}

/** Parses a rule. Records are immutable, so each is parsed once. An invalid rule, edited by hand, is ignored. */
const parseOnce = memoize((record: StoredRecord): readonly ScriptRule[] => {
  const { rule, faults } = readRule(withoutId(record), []);
  return faults.length === 0 ? [{ ...rule, id: idOf(record) }] : [];
});

function withoutId({ id: _, ...rule }: StoredRecord): JsonObject {
  return rule;
}

function toFault(path: readonly (string | number)[], message: string, remedy: string): StateFault {
  return { pointer: toPointer(path), message, remedy };
}
