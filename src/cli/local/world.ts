import type { CommandConfig } from '../../config/simulator-config.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type WorldReport } from '../terminal/context.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { withProgress } from '../terminal/progress-bar.ts';
import { AS_TEXT, printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/**
 * Writes a larger world that conforms to the contract. Prints the size of each collection, or every fault. Returns the
 * exit code.
 */
export async function world(
  config: CommandConfig,
  { terminal, writeWorld }: CliContext,
  options: ReportOptions = AS_TEXT,
): Promise<number> {
  const { spec, allowRefs, fixtures, seed, size, out, force } = config;
  try {
    const given = { spec, allowRefs, fixtures, seed: seed ?? undefined, size, out, force };
    const report = await withProgress(terminal.stderr, 'Growing the world', (onProgress) =>
      writeWorld({ ...given, onProgress }),
    );
    printReport(terminal, options, { text: toSummary(report, out), data: { folder: out, ...report } });
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    const headline = `Failed to write the world: ${formatCount(error.faults.length, 'fault')}.`;
    printFaults(terminal, options, { headline, faults: error.faults });
    return EXIT_CODES.failure;
  }
}

function toSummary({ records, collections, milliseconds }: WorldReport, folder: string): string {
  const width = Math.max(...collections.map(({ name }) => name.length));
  const lines = collections.map(({ name, records: count }) => `  ${name.padEnd(width)}  ${count}\n`).join('');
  return `${formatCount(records, 'record')} in ${folder}, ${Math.round(milliseconds)} ms:\n${lines}`;
}
