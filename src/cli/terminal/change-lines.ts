import { cutTo } from '../../kernel/text/cut-to.ts';
import { toTable } from './text-table.ts';

/** A value of a record that differs. A side is absent where there is no value. */
interface ChangedField {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Writes changed fields in one line: `/name: "John" -> "Ann"`. Long values are cut, and then the line. */
export function toFieldLine(fields: readonly ChangedField[]): string {
  return cutLine(fields.map(({ path, from, to }) => `${path}: ${toShort(from)} -> ${toShort(to)}`).join(', '));
}

/** Writes a record in one line of JSON. Long values are cut, and then the line. */
export function toRecordLine(record: object): string {
  return cutLine(
    `{${Object.entries(record)
      .map(([name, value]) => `${JSON.stringify(name)}:${toShort(value)}`)
      .join(',')}}`,
  );
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

function toShort(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= MAX_VALUE ? text : `${cutTo(text, MAX_VALUE - 1)}…`;
}

function cutLine(text: string): string {
  return text.length <= MAX_LINE ? text : `${cutTo(text, MAX_LINE - 1)}…`;
}

/** Changes that need no counts. */
const FEW = 10;
/** Characters of one value. */
const MAX_VALUE = 60;
/** Characters of one record, or of all fields of one. */
const MAX_LINE = 240;
