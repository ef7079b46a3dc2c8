import type { ControlCalls } from '../context/control-call.ts';
import { reportCoverage } from '../coverage/report-coverage.ts';
import { toCoverageHtml } from '../coverage/to-html.ts';
import { toCoverageJson } from '../coverage/to-json.ts';
import { toJunit } from '../coverage/to-junit.ts';

/** Reports and resets the coverage of the contract by all worlds together. */
export const COVERAGE_CALLS = {
  retrieveCoverage: {
    handle: ({ mediaType }, { contract, recorder: { coverage } }) => {
      const report = reportCoverage(contract.title, coverage.list());
      if (mediaType === 'text/html') return { kind: 'success', body: toCoverageHtml(report) };
      if (mediaType === 'application/xml') return { kind: 'success', body: toJunit(report) };
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
