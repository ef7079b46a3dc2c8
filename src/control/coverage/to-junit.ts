import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import type { CellReport, CoverageReport, OperationReport } from './report-coverage.ts';

/**
 * A report as JUnit XML: a suite for each operation, a case for each way to call it and be answered, skipped where none
 * was seen.
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
  const odd = responses.filter(({ state }) => state === 'undeclared');
  const skipped = declared.filter(({ count }) => count === 0).length;
  return [
    `  <testsuite name="${escapeMarkup(`${method} ${path}`)}" tests="${declared.length}" failures="0" skipped="${skipped}">`,
    ...declared.map((cell) => toCase(id, cell)),
    ...(odd.length === 0
      ? []
      : [`    <system-out>${escapeMarkup(`Not declared: ${odd.map(toName).join('; ')}`)}</system-out>`]),
    '  </testsuite>',
  ].join('\n');
}

function toCase(id: string, cell: CellReport): string {
  const head = `    <testcase classname="${escapeMarkup(id)}" name="${escapeMarkup(toName(cell))}"`;
  return cell.count > 0 ? `${head}/>` : `${head}><skipped message="not exercised"/></testcase>`;
}

function toName({ requestMediaType: sent, status, responseMediaType: answered }: CellReport): string {
  return [sent ?? 'no body', status, answered ?? 'no body'].join(' → ');
}
