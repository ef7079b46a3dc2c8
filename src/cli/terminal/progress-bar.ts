import { performance } from 'node:perf_hooks';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import type { Output } from './context.ts';

/** A line of the terminal that shows how much is done. */
export interface ProgressBar {
  readonly report: ReportProgress;
  /** Removes the line. */
  end(): void;
}

/**
 * Creates a progress bar. It is shown on a terminal alone, and only once the work has taken a second. It has no timer:
 * work that does not let other code run can report, too.
 */
export function createProgressBar(
  output: Output,
  label: string,
  now: () => number = () => performance.now(),
): ProgressBar {
  const started = now();
  const draw = (text: string): unknown =>
    output.writeStyled === undefined ? output.write(text) : output.writeStyled(text);
  let drawnAt: number | undefined;
  return {
    report: (done, total) => {
      const time = now();
      if (output.isTTY !== true || time - started < DELAY || time - (drawnAt ?? 0) < INTERVAL) return;
      drawnAt = time;
      draw(`\r${label} ${toBar(done, total)}${CLEAR_REST}`);
    },
    end: () => {
      if (drawnAt !== undefined) draw(`\r${CLEAR_REST}`);
    },
  };
}

/** Runs work with a progress bar, which is removed when the work ends. */
export async function withProgress<Result>(
  output: Output,
  label: string,
  work: (report: ReportProgress) => Promise<Result>,
): Promise<Result> {
  const bar = createProgressBar(output, label);
  try {
    return await work(bar.report);
  } finally {
    bar.end();
  }
}

function toBar(done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return String(done);
  const share = Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} %`;
}

/** Milliseconds. */
const DELAY = 1000;
const INTERVAL = 100;
/** Columns. */
const WIDTH = 30;
/** Erases from the cursor to the end of the line (ECMA-48, EL). */
const CLEAR_REST = '\u001B[K';
