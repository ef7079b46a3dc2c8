import { cutTo } from '../../kernel/text/cut-to.ts';
import { toTable } from './text-table.ts';

/** A value of a record that differs. A side is absent where there is no value. */
interface ChangedField {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Writes what has changed, one line for each record, and notes whether something was cut. */
export interface ChangeLines {
  /** Writes changed fields in one line: `/name: "John" -> "Ann"`. Long values are cut, and then the line. */
  readonly toFieldLine: (fields: readonly ChangedField[]) => string;
  /** Writes a record in one line of JSON. Long values are cut, and then the line. */
  readonly toRecordLine: (record: object) => string;
  /** Returns the line that says so if something was cut so far; otherwise nothing. */
  readonly toCutNote: () => string;
}

/** Creates lines of which none is cut so far. */
export function createChangeLines(): ChangeLines {
  let isCut = false;
  const cut = (text: string, length: number): string => {
    if (text.length <= length) return text;
    isCut = true;
    return `${cutTo(text, length - 1)}…`;
  };
  const toShort = (value: unknown): string => (value === undefined ? 'nothing' : cut(JSON.stringify(value), MAX_VALUE));
  return {
    toFieldLine: (fields) =>
      cut(fields.map(({ path, from, to }) => `${path}: ${toShort(from)} -> ${toShort(to)}`).join(', '), MAX_LINE),
    toRecordLine: (record) => {
      const fields = Object.entries(record).map(([name, value]) => `${JSON.stringify(name)}:${toShort(value)}`);
      return cut(`{${fields.join(',')}}`, MAX_LINE);
    },
    toCutNote: () => (isCut ? 'What is long is cut (…): --json prints all of it.\n' : ''),
  };
}

/** Returns a table of how many records of each collection changed how; nothing for so few that the list shows it. */
export function toChangeCounts(changes: readonly (readonly [collection: string, kind: string])[]): string {
  if (changes.length <= FEW) return '';
  const kinds = [...new Set(changes.map(([, kind]) => kind))];
  const collections = [...new Set(changes.map(([collection]) => collection))];
  const rows = collections.map((name) => [
    name,
    ...kinds.map((wanted) => changes.filter(([collection, kind]) => collection === name && kind === wanted).length),
  ]);
  return `${toTable(['collection', ...kinds], rows)}\n`;
}

/** Changes that need no counts. */
const FEW = 10;
/** Characters of one value. */
const MAX_VALUE = 60;
/** Characters of one record, or of all fields of one. */
const MAX_LINE = 240;
