import type { BootFault } from '../kernel/boot-fault.ts';
import { toPrintable } from '../kernel/text/printable.ts';

/**
 * A headline, then each fault: where it is, what it is, and the remedy below. What it quotes of files cannot write on
 * the terminal.
 */
export function toFaultReport(headline: string, faults: readonly BootFault[]): string {
  return [`${headline}\n`, ...faults.map(toParagraph)].join('\n');
}

/** `1 fault`, `2 faults`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function toParagraph({ file, pointer, message, remedy }: BootFault): string {
  return `  ${toPrintable(`${file}${pointer === '' ? '' : `#${pointer}`}: ${message}`)}\n      ${toPrintable(remedy)}\n`;
}
