import type { WorldReplies } from '../../../behaviour/platform.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import { memoize } from '../../../kernel/memoize.ts';
import type { CollectionSpec, StoredRecord, StoreReader } from '../../../store/port/store.ts';
import { readRule } from './parse-script.ts';
import type { Script, ScriptRule } from './script.ts';

/** The rules of a world, in their order, one record each. Hidden: no contract declares it. */
export const SCRIPTED_REPLIES: CollectionSpec = { name: 'scripted_replies', key: 'id', indexes: [] };

/** Rules that were decided for one world: they go where its state goes. */
export const WORLD_REPLIES: WorldReplies = {
  findFaults: (rules, path) =>
    Array.isArray(rules)
      ? rules.flatMap((rule: JsonValue, index) => readRule(rule, [...path, index]).faults)
      : [toFault(path, 'Replies are a list of rules.', 'Write each with a dash, when: and reply:.')],
  findFaultsIn: (reader) =>
    reader
      .all(SCRIPTED_REPLIES.name)
      .flatMap((record, index) => readRule(withoutId(record), ['collections', SCRIPTED_REPLIES.name, index]).faults),
  install: (transaction, rules) => {
    for (const rule of rules)
      transaction.insert(SCRIPTED_REPLIES.name, { ...rule, id: transaction.next(SCRIPTED_REPLIES.name) });
  },
};

/** The script of a world. */
export function findWorldScript(reader: StoreReader): Script {
  return { rules: reader.all(SCRIPTED_REPLIES.name).flatMap((record) => parseOnce(record)) };
}

/** A rule that somebody has spoilt in a file by hand answers nothing. Records are frozen, so each is read once. */
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
