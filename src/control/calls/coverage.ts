import type { JsonObject } from '../../kernel/json/json.ts';
import type { PrepareControl } from '../context/control.ts';
import { reportCoverage } from '../coverage/report-coverage.ts';
import { toCoverageHtml } from '../coverage/to-html.ts';
import { toCoverageJson } from '../coverage/to-json.ts';
import { toJunit } from '../coverage/to-junit.ts';

/** Reports and resets the coverage of the contract by all worlds together. */
export const prepareCoverage: PrepareControl = ({ contract: { title }, recorder: { coverage } }) => ({
  retrieveCoverage: ({ mediaType }) => {
    const report = reportCoverage(title, coverage.list());
    if (mediaType === 'text/html') return { kind: 'success', body: toCoverageHtml(report) };
    if (mediaType === 'application/xml') return { kind: 'success', body: toJunit(report) };
    return { kind: 'success', body: toCoverageJson(report) as unknown as JsonObject };
  },
  deleteCoverage: () => {
    coverage.clear();
    return { kind: 'success' };
  },
});
