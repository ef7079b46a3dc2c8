import { isJsonObject, type JsonObject } from '../../api/types.ts';

/** Reads and writes the values of a record that its schema describes. */
export interface Values {
  readonly read: (record: JsonObject) => JsonObject;
  readonly write: (record: JsonObject, values: JsonObject) => JsonObject;
}

/** Whether a record is an item of a document without `x-resource`: its values are beside its address, in `item`. */
export function isAddressed(record: JsonObject): boolean {
  return Object.keys(record).every((name) => ADDRESSED.has(name)) && isJsonObject(record['item']);
}

/** Returns where the values of a record are. */
export function findValues(record: JsonObject): Values {
  return isAddressed(record) ? NESTED : FLAT;
}

/** Returns a record as a table shows it: the values of an item, and its address under a name that no item has. */
export function toRow(record: JsonObject): JsonObject {
  const { address } = record;
  return isAddressed(record) && address !== undefined
    ? { [ADDRESS]: address, ...findValues(record).read(record) }
    : record;
}

/** Returns what the values of a record call it: its name, its title, or a text that is named after one. */
export function toLabel(record: JsonObject): string | undefined {
  const values = findValues(record).read(record);
  const names = Object.keys(values).filter((name) => {
    const value = values[name];
    return LABEL.test(name) && typeof value === 'string' && value.trim() !== '';
  });
  const found = LABELS.find((name) => names.includes(name)) ?? names[0];
  return found === undefined ? undefined : String(values[found]);
}

/** The property of a row that holds the address of an item. */
export const ADDRESS = '/address';

const LABELS: readonly string[] = ['name', 'title', 'label', 'email'];
const LABEL = /(?:name|title|label|email)$/i;
const ADDRESSED: ReadonlySet<string> = new Set(['address', 'parents', 'item']);
const FLAT: Values = { read: (record) => record, write: (_, values) => values };
const NESTED: Values = {
  read: ({ item }) => (isJsonObject(item) ? item : {}),
  write: (record, item) => ({ ...record, item }),
};
