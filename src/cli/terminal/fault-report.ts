import type { BootFault } from '../../kernel/boot-fault.ts';
import { toPrintable } from '../../kernel/text/printable.ts';

/**
 * Formats a headline and faults: each fault's location and message, then its remedy on the next line. Control
 * characters quoted from files are escaped.
 */
export function toFaultReport(headline: string, faults: readonly BootFault[]): string {
  return [`${headline}\n`, ...faults.map(toParagraph)].join('\n');
}

/** Formats a count with its noun: `1 fault`, `2 faults`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function toParagraph({ file, pointer, message, remedy }: BootFault): string {
  return `  ${toPrintable(`${file}${pointer === '' ? '' : `#${pointer}`}: ${message}`)}\n      ${toPrintable(remedy)}\n`;
}
