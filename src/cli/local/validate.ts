import type { DocumentOptions } from '../../config/simulator-config.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { EXIT_CODES, type CliContext, type ContractReport } from '../terminal/context.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { withProgress } from '../terminal/progress-bar.ts';
import { AS_TEXT, printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/**
 * Checks the contract, its examples and the fixtures, without serving them. Prints what was checked, or every fault.
 * Returns the exit code.
 */
export async function validate(
  config: DocumentOptions,
  { terminal, validateContract }: CliContext,
  options: ReportOptions = AS_TEXT,
): Promise<number> {
  const report = await collect(() =>
    withProgress(terminal.stderr, 'Compiling validators:', (onProgress) =>
      validateContract({ ...toDocumentOptions(config), onProgress }),
    ),
  );
  if (report.faults.length > 0) {
    const headline = `The contract is invalid: ${formatCount(report.faults.length, 'fault')}.`;
    printFaults(terminal, options, { headline, faults: report.faults });
    return EXIT_CODES.failure;
  }
  printReport(terminal, options, { text: `The contract is valid: ${toCounts(report)}.\n`, data: report });
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
