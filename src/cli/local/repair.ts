import type { SimulatorConfig } from '../../config/simulator-config.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type RepairReport } from '../terminal/context.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { AS_TEXT, printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/** Repairs the journal of a data folder and prints what was recovered and what was lost. Returns the exit code. */
export async function repair(
  { data }: Pick<SimulatorConfig, 'data'>,
  { terminal, repairData }: CliContext,
  options: ReportOptions = AS_TEXT,
): Promise<number> {
  if (data === undefined) {
    terminal.stderr.write('Failed to repair: there is no data folder. Give --data.\n');
    return EXIT_CODES.usage;
  }
  try {
    const report = await repairData(data);
    printReport(terminal, options, { text: toReport(data, report), data: { folder: data, ...report } });
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    printFaults(terminal, options, { headline: `Failed to repair ${data}.`, faults: error.faults });
    return EXIT_CODES.failure;
  }
}

function toReport(data: string, { copy, position, kept, damage, dropped }: RepairReport): string {
  const state = `the state after ${formatCount(position, 'transaction')}, ${kept} of them in the journal`;
  if (damage === undefined) return `${data} is not damaged: it holds ${state}.\n`;
  const lines = [
    `${damage.file}: damaged at byte ${damage.offset}. ${damage.message}`,
    `Copied: the whole folder as it was, to ${copy}`,
    `Recovered: ${state}`,
    `Lost: the damaged line, and ${formatCount(dropped, 'readable line')} after it, which may depend on it`,
  ];
  return `${lines.join('\n')}\n`;
}
