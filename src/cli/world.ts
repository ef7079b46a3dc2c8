import type { CommandConfig } from '../config/simulator-config.ts';
import { BootError } from '../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type WorldReport } from './context.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/**
 * Writes a larger world that conforms to the contract. Prints the size of each collection, or every fault. Returns the
 * exit code.
 */
export async function world(config: CommandConfig, { terminal, writeWorld }: CliContext): Promise<number> {
  const { spec, allowRefs, fixtures, seed, size, out, force } = config;
  try {
    terminal.stdout.write(
      toSummary(await writeWorld({ spec, allowRefs, fixtures, seed: seed ?? undefined, size, out, force }), out),
    );
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    terminal.stderr.write(
      toFaultReport(`Failed to write the world: ${formatCount(error.faults.length, 'fault')}.`, error.faults),
    );
    return EXIT_CODES.failure;
  }
}

function toSummary({ records, collections, milliseconds }: WorldReport, folder: string): string {
  const width = Math.max(...collections.map(({ name }) => name.length));
  const lines = collections.map(({ name, records: count }) => `  ${name.padEnd(width)}  ${count}\n`).join('');
  return `${formatCount(records, 'record')} in ${folder}, ${Math.round(milliseconds)} ms:\n${lines}`;
}
