import type { CommandConfig } from '../../config/simulator-config.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext } from '../terminal/context.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { withProgress } from '../terminal/progress-bar.ts';
import { printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/** Exports the state of a data folder to a file, or imports it from one. Returns the exit code. */
export async function snapshot(
  config: CommandConfig,
  { terminal, exportSnapshot, importSnapshot }: CliContext,
  { verb, file, ...options }: ReportOptions & { readonly verb: 'export' | 'import'; readonly file: string },
): Promise<number> {
  const { data } = config;
  if (data === undefined) {
    terminal.stderr.write(`Failed to ${verb} the snapshot: there is no data folder. Give --data.\n`);
    return EXIT_CODES.usage;
  }
  try {
    const move = verb === 'export' ? exportSnapshot : importSnapshot;
    const { records } = await withProgress(terminal.stderr, 'Importing', (onProgress) =>
      move({ ...config, data, file, onProgress }),
    );
    const done = verb === 'export' ? `${file} holds the state of ${data}` : `${data} holds the state of ${file}`;
    const text = `${done}: ${formatCount(records, 'record')}.\n`;
    printReport(terminal, options, { text, data: { data, file, records } });
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    const headline = `Failed to ${verb} the snapshot. Nothing was changed.`;
    printFaults(terminal, options, { headline, faults: error.faults });
    return EXIT_CODES.failure;
  }
}
