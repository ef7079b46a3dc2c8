import { toSnakeCase } from '../wire/wire-names.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import type { CoverageReport } from './report-coverage.ts';

/** A coverage report as JSON: the names of its properties are in snake_case. */
export type CoverageJson = WireSchema<'Coverage'>;

/** Returns the JSON form of a coverage report. */
export function toCoverageJson(report: CoverageReport): CoverageJson {
  return toSnakeCase<CoverageJson>(report);
}
