import type { CommandConfig } from '../../config/simulator-config.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { EXIT_CODES, type CliContext, type StarterReport } from '../terminal/context.ts';
import { AS_TEXT, printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/**
 * Writes the starter project to a folder (by default the current one) and prints how to run it. Fails when a file
 * exists already or cannot be written. Returns the exit code.
 */
export async function init(
  _config: CommandConfig,
  { terminal, writeStarter }: CliContext,
  { folder = '.', ...options }: ReportOptions & { readonly folder?: string | undefined } = AS_TEXT,
): Promise<number> {
  const report = await attempt(() => writeStarter(folder));
  if (report.kind === 'written') {
    printReport(terminal, options, { text: toNextSteps(report), data: { folder, files: report.files } });
    return EXIT_CODES.ok;
  }
  const faults =
    report.kind === 'exists'
      ? report.files.map((file) => ({
          file: toPath(folder, file),
          pointer: '',
          message: 'The file exists already.',
          remedy: 'Name another folder.',
        }))
      : [{ file: folder, pointer: '', message: report.message, remedy: 'Name a folder that can be written to.' }];
  printFaults(terminal, options, { headline: 'Failed to write the starter. Nothing was written.', faults });
  return EXIT_CODES.failure;
}

interface Unwritable {
  readonly kind: 'unwritable';
  readonly message: string;
}

/** Turns an error of the file system, which the user can fix, into a report. Rethrows anything else: it is a bug. */
async function attempt(work: () => Promise<StarterReport>): Promise<StarterReport | Unwritable> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      return { kind: 'unwritable', message: `The folder cannot be written: ${error.message}.` };
    throw error;
  }
}

function toNextSteps({ folder, files }: StarterReport): string {
  const [spec, fixtures, data] = ['openapi.yaml', 'fixtures', 'data'].map((name) => toShellWord(toPath(folder, name)));
  const written = files.map((file) => `  ${toPath(folder, file)}\n`).join('');
  return `Written:\n${written}\nRun it:\n  npx ${PRODUCT.name} --spec ${spec} --fixtures ${fixtures} --data ${data}\n`;
}

function toPath(folder: string, file: string): string {
  return folder === '.' ? file : `${folder.replace(/(?<!\/)\/+$/, '')}/${file}`;
}
