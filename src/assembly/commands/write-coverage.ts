import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoverageReport } from '../../control/coverage/report-coverage.ts';
import { toCoverageHtml } from '../../control/coverage/to-html.ts';
import { toCoverageJson } from '../../control/coverage/to-json.ts';
import { toJunit } from '../../control/coverage/to-junit.ts';
import { makeFolder } from '../../store/files/make-folder.ts';

/**
 * Writes a coverage report to a folder, created if missing: `coverage.json`, `coverage.xml` (JUnit) and
 * `coverage.html`.
 */
export async function writeCoverage(report: CoverageReport, folder: string): Promise<void> {
  await makeFolder(folder);
  await Promise.all([
    writeFile(join(folder, 'coverage.json'), `${JSON.stringify(toCoverageJson(report), undefined, 2)}\n`),
    writeFile(join(folder, 'coverage.xml'), toJunit(report)),
    writeFile(join(folder, 'coverage.html'), toCoverageHtml(report)),
  ]);
}
