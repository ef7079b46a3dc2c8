import type { DocumentOptions } from '../config/simulator-config.ts';
import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type ContractReport } from './context.ts';
import { formatCount, toFaultReport } from './fault-report.ts';

/**
 * Checks the contract, its examples and the fixtures, without serving them. Prints what was checked, or every fault.
 * Returns the exit code.
 */
export async function validate(config: DocumentOptions, { terminal, validateContract }: CliContext): Promise<number> {
  const report = await collect(() => validateContract(toDocumentOptions(config)));
  if (report.faults.length > 0) {
    terminal.stderr.write(
      toFaultReport(`The contract is invalid: ${formatCount(report.faults.length, 'fault')}.`, report.faults),
    );
    return EXIT_CODES.failure;
  }
  terminal.stdout.write(`The contract is valid: ${toCounts(report)}.\n`);
  return EXIT_CODES.ok;
}

/** Picks the document options from a configuration, leaving out all others. */
function toDocumentOptions({ spec, fixtures, allowRefs = [] }: DocumentOptions): DocumentOptions {
  return { spec, fixtures, allowRefs };
}

/** Runs the check, and turns a thrown BootError (a document that cannot be read) into a report. */
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
