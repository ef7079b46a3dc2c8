import type { SimulatorConfig } from '../config/options.ts';
import { BootError } from '../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type RepairReport } from './context.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/** Repairs the journal of a data folder, and prints what is kept and what is not. Gives the exit code. */
export async function repair(
  { data }: Pick<SimulatorConfig, 'data'>,
  { terminal, repairData }: CliContext,
): Promise<number> {
  if (data === undefined) {
    terminal.stderr.write('There is no data folder to repair. Give --data.\n');
    return EXIT_CODES.usage;
  }
  try {
    terminal.stdout.write(toReport(data, await repairData(data)));
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    terminal.stderr.write(toFaultReport(`${data} cannot be repaired.`, error.faults));
    return EXIT_CODES.failure;
  }
}

function toReport(data: string, { copy, position, kept, damage, dropped }: RepairReport): string {
  const state = `the state after ${formatCount(position, 'transaction')}, ${kept} of them in the journal`;
  if (damage === undefined) return `${data} is sound: it holds ${state}.\n`;
  const lines = [
    `${damage.file}: damaged at byte ${damage.offset}. ${damage.message}`,
    `Copied: everything as it was, to ${copy}`,
    `Kept: ${state}`,
    `Gone: what the damaged line held, and ${formatCount(dropped, 'readable line')} behind it, which may rest on it`,
  ];
  return `${lines.join('\n')}\n`;
}
