import type { BootFault } from '../../kernel/boot-fault.ts';
import type { Terminal } from './context.ts';
import { toFaultReport } from './fault-report.ts';
import { toJson } from './text-table.ts';

/** How a command reports. */
export interface ReportOptions {
  /** Whether standard output is JSON alone, also when the command fails. */
  readonly json: boolean;
}

/** A report as a text to read. */
export const AS_TEXT: ReportOptions = { json: false };

/** Prints what a command has done. */
export function printReport(
  { stdout }: Terminal,
  { json }: ReportOptions,
  report: { text: string; data: unknown },
): void {
  stdout.write(json ? toJson(report.data) : report.text);
}

/** Prints why a command failed: to standard error to read, and with `--json` to standard output too. */
export function printFaults(
  { stdout, stderr }: Terminal,
  { json }: ReportOptions,
  report: { headline: string; faults: readonly BootFault[] },
): void {
  stderr.write(toFaultReport(report.headline, report.faults));
  if (json) stdout.write(toJson({ faults: report.faults }));
}
