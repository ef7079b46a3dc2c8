import { cutTo } from '../../kernel/text/cut-to.ts';
import { formatCount } from './fault-report.ts';
import { toTable } from './text-table.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Records of a collection, to show to a person. */
export interface ScreenRecords {
  readonly records: readonly Fields[];
  /** The name of the field that has their keys. */
  readonly key: string;
  /** The width of the terminal. */
  readonly columns: number;
}

/**
 * Formats records as a table that fits on a terminal: the key, and as many of the other fields as there is room for.
 * Fields that people tell records by come first, and keys of other records last. Fields with lists or objects are left
 * out. A line below names what is left out.
 */
export function toScreenTable({ records, key, columns }: ScreenRecords): string {
  const names = [...new Set([key, ...records.flatMap((record) => Object.keys(record))])];
  const candidates = names
    .filter((name) => name === key || isPlain(records, name))
    .map((name) => toColumn(records, name, key))
    .toSorted((left, right) => left.rank - right.rank);
  const shown = takeFitting(candidates, columns);
  const titles = shown.map(({ name }) => name);
  const rows = records.map((_, row) => shown.map(({ cells }) => cells[row]));
  const isShown = new Set(titles);
  const hidden = names.filter((name) => !isShown.has(name));
  const more = hidden.length === 0 ? '' : ` Not shown: ${hidden.join(', ')}.`;
  const summary = `${formatCount(records.length, 'record')}.${more}`;
  return `${toTable(titles, rows)}\n${summary.length > columns ? `${cutTo(summary, columns - 1)}…` : summary}\n`;
}

/** Formats the fields of a record, one a line, and those that are nested as indented JSON. */
export function toScreenFields(record: object): string {
  const entries = Object.entries(record);
  const width = entries.reduce((longest, [name]) => Math.max(longest, name.length), 0);
  const indent = `\n${' '.repeat(width + GAP)}`;
  return entries
    .map(([name, value]) => `${name.padEnd(width + GAP)}${toText(value).replaceAll('\n', indent)}\n`)
    .join('');
}

/** A field of the records. */
interface Column {
  readonly name: string;
  readonly cells: readonly unknown[];
  /** Of its widest cell, or of its title. */
  readonly width: number;
  /** Columns with the lowest come first. */
  readonly rank: number;
}

function toColumn(records: readonly Fields[], name: string, key: string): Column {
  const cells = records.map((record) => toCell(record[name], name === key));
  const width = cells.reduce<number>((widest, cell) => Math.max(widest, String(cell ?? '-').length), name.length);
  return { name, cells, width, rank: name === key ? 0 : 1 + toRank(name, cells) };
}

/** Returns the first columns that fit side by side. The first one is always among them. */
function takeFitting(candidates: readonly Column[], columns: number): readonly Column[] {
  let used = -GAP;
  return candidates.filter(({ width }, index) => {
    if (index > 0 && used + GAP + width > columns) return false;
    used += GAP + width;
    return true;
  });
}

/** What people tell records by is first, and keys of other records are last. */
function toRank(name: string, cells: readonly unknown[]): number {
  const label = LABELS.indexOf(name);
  if (label !== -1) return label;
  return LABELS.length + (cells.every((cell) => cell === null || UUID.test(String(cell))) ? 1 : 0);
}

/** Returns whether a field has texts, numbers and switches alone, and at least one of them. */
function isPlain(records: readonly Fields[], name: string): boolean {
  const values = records.map((record) => record[name] ?? null).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value !== 'object');
}

/** Returns a number as it is, and a text that is cut to a column, unless it is needed to find the record. */
function toCell(value: unknown, isKey: boolean): unknown {
  if (value === null || value === undefined || typeof value === 'number') return value ?? null;
  const text = String(value).replaceAll(/\s+/g, ' ');
  // A name of another record, such as `collection/key`, is of no use in parts.
  const limit = text.includes(' ') ? MAX_TEXT : MAX_WORD;
  return isKey || text.length <= limit ? text : `${cutTo(text, limit - 1)}…`;
}

function toText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

const GAP = 2;
/** Characters of a text of several words. */
const MAX_TEXT = 36;
/** Characters of one word. */
const MAX_WORD = 64;
/** Names of fields that people tell records by, in this order. */
const LABELS: readonly string[] = ['name', 'title', 'email', 'kind', 'type', 'due', 'owner', 'status'];
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;
