import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createProgressBar, withProgress } from '../../src/cli/terminal/progress-bar.ts';
import type { ReportProgress } from '../../src/kernel/report-progress.ts';
import { createSimulator, exportSnapshot, importSnapshot, validateContract, writeWorld } from '../../src/simulator.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const temporaryFolder = useTemporaryFolders();

/** Reports at these times, in milliseconds, and returns what was written. */
function draw(
  isTTY: boolean,
  reports: readonly (readonly [time: number, done: number, total?: number])[],
): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const bar = createProgressBar({ isTTY, write: (text) => written.push(text) }, 'Growing', () => time);
  for (const [at, done, total] of reports) {
    time = at;
    bar.report(done, total);
  }
  bar.end();
  return written;
}

describe('a progress bar', () => {
  it('is drawn once the work has taken a second, ten times a second at most, and is removed at the end', () => {
    const reports = [
      [500, 1, 10],
      [1000, 5, 10],
      [1050, 6, 10],
      [1100, 10, 10],
    ] as const;
    expect(draw(true, reports)).toEqual([
      `\rGrowing [${'#'.repeat(15)}${'-'.repeat(15)}] 50 %\u001B[K`,
      `\rGrowing [${'#'.repeat(30)}] 100 %\u001B[K`,
      '\r\u001B[K',
    ]);
  });

  it('shows a number where the total is not known', () => {
    expect(draw(true, [[2000, 1234]])).toEqual(['\rGrowing 1234\u001B[K', '\r\u001B[K']);
  });

  it('writes nothing for work that is short, nor to a file or pipe', () => {
    expect(draw(true, [[900, 1, 2]])).toEqual([]);
    expect(draw(false, [[2000, 1, 2]])).toEqual([]);
  });

  it('is removed when the work fails', async () => {
    const written: string[] = [];
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const failing = withProgress({ isTTY: true, write: (text) => written.push(text) }, 'Growing', (report) => {
      time = 2000;
      report(1);
      return Promise.reject(new Error('kaput'));
    });
    await expect(failing).rejects.toThrow('kaput');
    expect(written).toEqual(['\rGrowing 1\u001B[K', '\r\u001B[K']);
  });
});

describe('work that may take over a second reports its progress', () => {
  it('growing a world', async () => {
    const reports: Parameters<ReportProgress>[] = [];
    const out = join(await temporaryFolder(), 'world');
    await writeWorld({
      seed: '1',
      size: 3000,
      out,
      force: false,
      onProgress: (...report) => void reports.push(report),
    });
    expect(reports.at(-1)).toEqual([3000, 3000]);
    expect(reports.length).toBeGreaterThan(5);
  });

  it('validating', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'fixtures'));
    const spec = join(folder, 'pets.yaml');
    await writeFile(
      spec,
      'openapi: 3.1.0\ninfo: {title: Pets, version: "1"}\npaths:\n  /pets:\n    get:\n      responses:\n        "200": {description: Pets, content: {application/json: {schema: {type: array}}}}\n',
    );
    const reports: number[] = [];
    await validateContract({ spec, fixtures: undefined, onProgress: (done) => void reports.push(done) });
    expect(reports[0]).toBe(1);
  });

  it('importing a snapshot', async () => {
    const folder = await temporaryFolder();
    const [data, file] = [join(folder, 'data'), join(folder, 'state.json')];
    await (await createSimulator({ data })).close();
    await exportSnapshot({ data, file });
    const reports: Parameters<ReportProgress>[] = [];
    await importSnapshot({ data, file, onProgress: (...report) => void reports.push(report) });
    expect(reports).toEqual([1, 2, 3, 4, 5].map((step) => [step, 6]));
  });
});
