import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import type { CellReport, CoverageReport, OperationReport } from './report-coverage.ts';

/**
 * Renders a report as JUnit XML: a suite per operation, a case per combination of media types and status. Cases that
 * were not exercised are skipped.
 */
export function toJunit({ title, operations }: CoverageReport): string {
  const cases = operations.flatMap(({ responses }) => responses.filter(({ state }) => state !== 'undeclared'));
  const skipped = cases.filter(({ count }) => count === 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeMarkup(title)}" tests="${cases.length}" failures="0" skipped="${skipped}">`,
    ...operations.map(toSuite),
    '</testsuites>',
    '',
  ].join('\n');
}

function toSuite({ operationId: id, method, path, responses }: OperationReport): string {
  const declared = responses.filter(({ state }) => state !== 'undeclared');
  const undeclared = responses.filter(({ state }) => state === 'undeclared');
  const skipped = declared.filter(({ count }) => count === 0).length;
  return [
    `  <testsuite name="${escapeMarkup(`${method} ${path}`)}" tests="${declared.length}" failures="0" skipped="${skipped}">`,
    ...declared.map((cell) => toCase(id, cell)),
    ...(undeclared.length === 0
      ? []
      : [`    <system-out>${escapeMarkup(`Not declared: ${undeclared.map(toName).join('; ')}`)}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

function toCase(id: string, cell: CellReport): string {
  const head = `    <testcase classname="${escapeMarkup(id)}" name="${escapeMarkup(toName(cell))}"`;
  return cell.count > 0 ? `${head}/>` : `${head}><skipped message="not exercised"/></testcase>`;
}

function toName({ requestMediaType, status, responseMediaType }: CellReport): string {
  return [requestMediaType ?? 'no body', status, responseMediaType ?? 'no body'].join(' → ');
}
