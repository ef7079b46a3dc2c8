import type { DocumentOptions } from '../config/options.ts';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type ContractReport } from './context.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/**
 * Checks the contract, its examples and the fixtures, without serving them. Prints what was checked or every fault;
 * gives the exit code.
 */
export async function validate(config: DocumentOptions, { terminal, validateContract }: CliContext): Promise<number> {
  const report = await collect(() => validateContract(toDocumentOptions(config)));
  if (report.faults.length > 0) {
    terminal.stderr.write(
      toFaultReport(`The contract does not hold: ${formatCount(report.faults.length, 'fault')}.`, report.faults),
    );
    return EXIT_CODES.failure;
  }
  terminal.stdout.write(`The contract holds: ${toCounts(report)}.\n`);
  return EXIT_CODES.ok;
}

/** Nothing else of the configuration. */
function toDocumentOptions({ spec, fixtures, allowRefs = [] }: DocumentOptions): DocumentOptions {
  return { spec, fixtures, allowRefs };
}

/** A document that cannot be read at all is thrown, not reported: it is the same to who asked. */
async function collect(work: () => Promise<ContractReport>): Promise<ContractReport> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BootError) return toEmptyReport(error.faults);
    throw error;
  }
}

function toEmptyReport(faults: readonly BootFault[]): ContractReport {
  return { faults, operations: 0, validators: 0, examples: 0, fixtures: 0 };
}

function toCounts({ operations, validators, examples, fixtures }: ContractReport): string {
  const counts = [
    formatCount(operations, 'operation'),
    formatCount(validators, 'validator'),
    formatCount(examples, 'example'),
    formatCount(fixtures, 'fixture'),
  ];
  return counts.join(', ');
}
