import type { CommandConfig } from '../config/simulator-config.ts';
import { BootError } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { EXIT_CODES, type CliContext } from './context.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/** Exports the state of a data folder to a file, or imports it from one. Returns the exit code. */
export async function snapshot(
  config: CommandConfig,
  { terminal, exportSnapshot, importSnapshot }: CliContext,
  ...operands: readonly string[]
): Promise<number> {
  const [verb, file] = operands;
  const { data } = config;
  if ((verb !== 'export' && verb !== 'import') || file === undefined || data === undefined) {
    terminal.stderr.write(`Usage: ${PRODUCT.name} snapshot export|import <file> --data <folder>\n`);
    return EXIT_CODES.usage;
  }
  try {
    const { records } = await (verb === 'export' ? exportSnapshot : importSnapshot)({ ...config, data, file });
    const done = verb === 'export' ? `${file} holds the state of ${data}` : `${data} holds the state of ${file}`;
    terminal.stdout.write(`${done}: ${formatCount(records, 'record')}.\n`);
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    terminal.stderr.write(toFaultReport(`Failed to ${verb} the snapshot. Nothing was changed.`, error.faults));
    return EXIT_CODES.failure;
  }
}
