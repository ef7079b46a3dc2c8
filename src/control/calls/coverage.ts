import type { Navigation } from '../../kernel/page/frame.ts';
import type { ControlCalls } from '../context/control-call.ts';
import { CLEAR_COVERAGE, gatherCoverage } from '../gathered/coverage.ts';
import { changeAll, toMissing } from '../gathered/requests.ts';
import { reportCoverage, type CoverageReport } from '../coverage/report-coverage.ts';
import { toCoverageHtml } from '../coverage/to-html.ts';
import { toCoverageJson } from '../coverage/to-json.ts';
import { toJunit } from '../coverage/to-junit.ts';

/** Reports and resets the coverage of the contract by all worlds together. */
export const COVERAGE_CALLS = {
  retrieveCoverage: {
    state: 'coverage',
    handle: async ({ mediaType, world }, deps) => {
      const { contract, platform } = deps;
      const { collected, missing } = await gatherCoverage(world, deps);
      const report = reportCoverage(withMissing(contract.title, missing), collected);
      const print = mediaType === undefined ? undefined : PRINTERS.get(mediaType);
      if (print !== undefined)
        return { kind: 'success', body: print(report, { ...NAVIGATION, screens: platform?.screens ?? [] }) };
      return { kind: 'success', body: { ...toCoverageJson(report), title: contract.title, ...toMissing(missing) } };
    },
  },
  deleteCoverage: {
    state: 'coverage',
    handle: async ({ world }, deps) => {
      await changeAll(CLEAR_COVERAGE, world, deps);
      return { kind: 'success' };
    },
  },
} satisfies Partial<ControlCalls>;

/** Reports that only show text name the replicas that did not answer in their title. */
function withMissing(title: string, missing: readonly string[]): string {
  return missing.length === 0 ? title : `${title} (without ${missing.join(', ')}, which did not answer)`;
}

/** Reports other than JSON, by media type. */
const PRINTERS: ReadonlyMap<string, (report: CoverageReport, navigation: Navigation) => string> = new Map([
  ['text/html', toCoverageHtml],
  ['application/xml', toJunit],
]);

/** The console is beside the report. */
const NAVIGATION = { console: 'console/', current: 'contract' };
