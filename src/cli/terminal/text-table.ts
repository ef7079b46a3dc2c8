import { toPrintable } from '../../kernel/text/printable.ts';

/** Formats rows as columns of text, each as wide as its widest cell. Columns of numbers are aligned to the right. */
export function toTable(titles: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => titles.map((_, column) => toCell(row[column])));
  const widths = titles.map((title, column) =>
    cells.reduce((width, row) => Math.max(width, (row[column] ?? '').length), title.length),
  );
  const areNumbers = titles.map((_, column) => rows.length > 0 && rows.every((row) => isNumeric(row[column])));
  const toLine = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        if (areNumbers[column] === true) return cell.padStart(widths[column] ?? 0);
        // One long cell of the last column must not lengthen every row.
        return column === titles.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
      })
      .join('  ')
      .trimEnd();
  return [titles.map((title) => title.toUpperCase()), ...cells].map((row) => `${toLine(row)}\n`).join('');
}

/** Formats the fields of a record, one a line, their values aligned. */
export function toFields(record: object): string {
  const entries = Object.entries(record);
  const width = entries.reduce((longest, [name]) => Math.max(longest, name.length), 0);
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${toCell(value)}\n`).join('');
}

/** Formats a value as JSON to read. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Writes a value in one line: a text as it is, `-` for none, anything else as JSON. */
function toCell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '-';
  return toPrintable(typeof value === 'string' ? value : JSON.stringify(value));
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || value === undefined || value === null;
}
