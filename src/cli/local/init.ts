import type { CommandConfig } from '../../config/simulator-config.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { EXIT_CODES, type CliContext, type StarterReport } from '../terminal/context.ts';
import { AS_TEXT, printFaults, printReport, type ReportOptions } from '../terminal/print-report.ts';

/** The options of `init`. */
export interface InitOptions extends ReportOptions {
  readonly folder?: string | undefined;
  /** Whether to append the guide to AGENTS.md, and nothing else. */
  readonly guide?: boolean;
}

/**
 * Writes the starter project to a folder (by default the current one), prints how to run it, and offers the guide to
 * the person at the terminal; or appends the guide alone. Fails when a file exists already or cannot be written.
 * Returns the exit code.
 */
export async function init(
  _config: CommandConfig,
  context: CliContext,
  { folder = '.', guide = false, ...options }: InitOptions = AS_TEXT,
): Promise<number> {
  if (guide) return writeGuide(folder, context, options);
  const { terminal, writeStarter } = context;
  const report = await attempt('The folder', () => writeStarter(folder));
  if (report.kind === 'written') {
    printReport(terminal, options, { text: toNextSteps(report), data: { folder, files: report.files } });
    return options.json ? EXIT_CODES.ok : offerGuide(folder, context, options);
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

/** Asks whether to append the guide; without a terminal, tells how to. Returns the exit code. */
async function offerGuide(folder: string, context: CliContext, options: ReportOptions): Promise<number> {
  const { ask, stdout } = context.terminal;
  if (ask === undefined) {
    const words = ['npx', PRODUCT.name, 'init', ...(folder === '.' ? [] : [folder]), '--agents'];
    stdout.write(
      `\nFor coding assistants, append lines about it to AGENTS.md:\n  ${words.map(toShellWord).join(' ')}\n`,
    );
    return EXIT_CODES.ok;
  }
  const answer = await ask(`\nAppend lines about it to ${toPath(folder, 'AGENTS.md')}, for coding assistants? [y/N] `);
  return /^y(?:es)?$/i.test(answer.trim()) ? writeGuide(folder, context, options) : EXIT_CODES.ok;
}

async function writeGuide(
  folder: string,
  { terminal, appendGuide }: CliContext,
  options: ReportOptions,
): Promise<number> {
  const report = await attempt('The file', () => appendGuide(folder));
  if (report.kind === 'unwritable') {
    const remedy = 'Make the file writable, free disk space, or name another folder.';
    const faults = [{ file: toPath(folder, 'AGENTS.md'), pointer: '', message: report.message, remedy }];
    printFaults(terminal, options, { headline: 'Failed to append the lines. The file is unchanged.', faults });
    return EXIT_CODES.failure;
  }
  const { kind } = report;
  const file = toPath(folder, report.file);
  const text = kind === 'present' ? `${file} has the lines already.\n` : `Appended lines about it to ${file}.\n`;
  printReport(terminal, options, { text, data: { file, kind } });
  return EXIT_CODES.ok;
}

interface Unwritable {
  readonly kind: 'unwritable';
  readonly message: string;
}

/** Turns an error of the file system, which the user can fix, into a report. Rethrows anything else: it is a bug. */
async function attempt<Report>(what: string, work: () => Promise<Report>): Promise<Report | Unwritable> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      return { kind: 'unwritable', message: `${what} cannot be written: ${error.message}.` };
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
