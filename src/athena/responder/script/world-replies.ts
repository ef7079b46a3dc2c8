import type { WorldReplies } from '../../../behaviour/platform.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { CollectionSpec, RecordKey, StoredRecord, StoreReader, Transaction } from '../../../store/port/store.ts';
import { readRule } from './parse-script.ts';
import type { Script, ScriptRule } from './script.ts';

/** The collection of a world's scripted rules, one record each, in order. It is hidden: no contract declares it. */
export const SCRIPTED_REPLIES: CollectionSpec = { name: 'scripted_replies', key: 'id', indexes: [] };

/** Scripted rules of one world. They are part of its state: snapshots and resets include them. */
export const WORLD_REPLIES: WorldReplies = {
  findFaults: (rules, path) =>
    Array.isArray(rules)
      ? rules.flatMap((rule: JsonValue, index) => readRule(rule, [...path, index]).faults)
      : [toFault(path, 'The replies are not a list of rules.', 'Write each rule with a dash, `when:` and `reply:`.')],
  findFaultsIn: (reader) =>
    reader
      .all(SCRIPTED_REPLIES.name)
      .flatMap((record, index) => readRule(withoutId(record), ['collections', SCRIPTED_REPLIES.name, index]).faults),
  install: insertRules,
  putFirst: (transaction, rule) => {
    const others = transaction.all(SCRIPTED_REPLIES.name);
    for (const { id } of others) transaction.delete(SCRIPTED_REPLIES.name, id as RecordKey);
    insertRules(transaction, [rule, ...others.map(withoutId)]);
  },
};

/** Inserts rules after those that a world has. */
function insertRules(transaction: Transaction, rules: readonly JsonObject[]): void {
  for (const rule of rules)
    transaction.insert(SCRIPTED_REPLIES.name, { ...rule, id: transaction.next(SCRIPTED_REPLIES.name) });
}

/** Returns the script that a world's records contain. */
export function findWorldScript(reader: StoreReader): Script {
  return { rules: reader.all(SCRIPTED_REPLIES.name).flatMap((record) => parseOnce(record)) };
}

/** Parses a rule. Records are immutable, so each is parsed once. An invalid rule, edited by hand, is ignored. */
const parseOnce = memoize((record: StoredRecord): readonly ScriptRule[] => {
  const { rule, faults } = readRule(withoutId(record), []);
  return faults.length === 0 ? [rule] : [];
});

function withoutId({ id: _, ...rule }: StoredRecord): JsonObject {
  return rule;
}

function toFault(path: readonly (string | number)[], message: string, remedy: string): StateFault {
  return { pointer: toPointer(path), message, remedy };
}
