import type { ControlCalls } from '../context/control-call.ts';
import { reportCoverage, type CoverageReport } from '../coverage/report-coverage.ts';
import { toCoverageHtml } from '../coverage/to-html.ts';
import { toCoverageJson } from '../coverage/to-json.ts';
import { toJunit } from '../coverage/to-junit.ts';

/** Reports and resets the coverage of the contract by all worlds together. */
export const COVERAGE_CALLS = {
  retrieveCoverage: {
    handle: ({ mediaType }, { contract, recorder: { coverage } }) => {
      const report = reportCoverage(contract.title, coverage.list());
      const print = mediaType === undefined ? undefined : PRINTERS.get(mediaType);
      if (print !== undefined) return { kind: 'success', body: print(report) };
      return { kind: 'success', body: toCoverageJson(report) };
    },
  },
  deleteCoverage: {
    handle: (_call, { recorder: { coverage } }) => {
      coverage.clear();
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;

/** Reports other than JSON, by media type. */
const PRINTERS: ReadonlyMap<string, (report: CoverageReport) => string> = new Map([
  ['text/html', toCoverageHtml],
  ['application/xml', toJunit],
]);
