import type { CommandConfig } from '../config/options.ts';
import { PRODUCT } from '../kernel/product.ts';
import { EXIT_CODES, type CliContext, type StarterReport } from './context.ts';
import { toFaultReport } from './fault-report.ts';

/**
 * Writes the starter to a folder (this one, if none is named) and says how to run it. Fails where a file is there
 * already, or cannot be written.
 */
export async function init(
  _config: CommandConfig,
  { terminal, writeStarter }: CliContext,
  folder = '.',
): Promise<number> {
  const report = await attempt(() => writeStarter(folder));
  if (report.kind === 'written') {
    terminal.stdout.write(toNextSteps(report));
    return EXIT_CODES.ok;
  }
  const faults =
    report.kind === 'exists'
      ? report.files.map((file) => ({
          file: toPath(folder, file),
          pointer: '',
          message: 'It is there already.',
          remedy: 'Name another folder.',
        }))
      : [{ file: folder, pointer: '', message: report.message, remedy: 'Name a folder that can be written to.' }];
  terminal.stderr.write(toFaultReport('Nothing was written.', faults));
  return EXIT_CODES.failure;
}

interface Unwritable {
  readonly kind: 'unwritable';
  readonly message: string;
}

/**
 * What the file system refuses (a file in the way, no leave to write) is the user's to mend; anything else is a bug.
 */
async function attempt(work: () => Promise<StarterReport>): Promise<StarterReport | Unwritable> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      return { kind: 'unwritable', message: `It cannot be written: ${error.message}.` };
    throw error;
  }
}

function toNextSteps({ folder, files }: StarterReport): string {
  const [spec, fixtures] = [toPath(folder, 'openapi.yaml'), toPath(folder, 'fixtures')].map(quote);
  const written = files.map((file) => `  ${toPath(folder, file)}\n`).join('');
  return `Written:\n${written}\nRun it:\n  ${PRODUCT.name} --spec ${spec} --fixtures ${fixtures}\n`;
}

function toPath(folder: string, file: string): string {
  return folder === '.' ? file : `${folder.replace(/(?<!\/)\/+$/, '')}/${file}`;
}

/** A path as a shell takes it. */
function quote(path: string): string {
  return /^[\w./~:@%+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
