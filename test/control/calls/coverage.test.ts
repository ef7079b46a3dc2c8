import { describe, expect, it } from 'vitest';
import {
  reportCoverage,
  type CoverageReport,
  type OperationReport,
} from '../../../src/control/coverage/report-coverage.ts';
import { toCoverageHtml } from '../../../src/control/coverage/to-html.ts';
import { toJunit } from '../../../src/control/coverage/to-junit.ts';
import { ACCOUNT, openRecordedSimulator, type RecordedSimulator } from '../../support/recorded-simulator.ts';

function report({ contract, recorder: watch }: RecordedSimulator): CoverageReport {
  return reportCoverage(contract.title, watch.coverage.list());
}

function find({ operations }: CoverageReport, id: string): OperationReport {
  const operation = operations.find(({ operationId: name }) => name === id);
  if (operation === undefined) throw new Error(`There is no ${id}.`);
  return operation;
}

let shared: Promise<RecordedSimulator> | undefined;
function playedOnce(): Promise<RecordedSimulator> {
  return (shared ??= played());
}

async function played(): Promise<RecordedSimulator> {
  const simulator = await openRecordedSimulator();
  await simulator.send('GET', '/accounts?per_page=2&sort_direction=asc');
  await simulator.send('GET', '/accounts?sort_direction=sideways');
  const basic = { provider_authentication_strategy: 'basic', username: 'ada', password: 'not-a-real-one' };
  await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: 'Ada', ...basic });
  await simulator.send('PUT', `/accounts/${ACCOUNT}`, { provider_display_name: '' });
  await simulator.send('GET', '/accounts', undefined, { authorization: 'none' });
  return simulator;
}

describe('coverage', () => {
  it('is empty at first, and lists every operation', async () => {
    const simulator = await openRecordedSimulator();
    const { summary, operations, requests } = report(simulator);
    expect(operations).toHaveLength(simulator.contract.operations.length);
    expect(requests).toBe(0);
    expect(summary.operations).toEqual({ covered: 0, total: operations.length, percent: 0 });
    expect(summary.responses.total).toBeGreaterThan(operations.length);
    expect(summary.values.total).toBeGreaterThan(10);
  });

  it('counts each combination of media types and status', async () => {
    const list = find(report(await playedOnce()), 'listAccounts');
    const cell = (status: string): unknown => list.responses.find((response) => response.status === status);
    expect(list.requests).toBe(3);
    expect(cell('200')).toMatchObject({
      requestMediaType: null,
      responseMediaType: 'application/json',
      count: 1,
      state: 'covered',
    });
    expect(cell('422')).toMatchObject({ count: 1, state: 'covered' });
    expect(cell('401')).toMatchObject({ count: 1 });
    expect(find(report(await playedOnce()), 'deleteAccount').covered.covered).toBe(0);
  });

  it('counts valid values of parameters and fields, and rejections by keyword', async () => {
    const full = report(await playedOnce());
    const direction = find(full, 'listAccounts').fields.find(({ name }) => name === 'sort_direction');
    expect(direction).toMatchObject({
      in: 'query',
      valid: 1,
      refused: 1,
      values: [
        { value: 'asc', count: 1 },
        { value: 'desc', count: 0 },
      ],
    });
    expect(direction?.keywords.find(({ keyword }) => keyword === 'enum')).toEqual({
      keyword: 'enum',
      valid: 1,
      refused: 1,
    });
    const name = find(full, 'updateAccount').fields.find((field) => field.name === 'provider_display_name');
    expect(name).toMatchObject({ in: 'body', valid: 1, refused: 1 });
    expect(name?.keywords).toContainEqual({ keyword: 'minLength', valid: 1, refused: 1 });
    expect(name?.keywords).toContainEqual({ keyword: 'maxLength', valid: 1, refused: 0 });
    const strategy = find(full, 'updateAccount').fields.find(
      (field) => field.name === 'provider_authentication_strategy',
    );
    expect(strategy?.values).toContainEqual({ value: 'basic', count: 1 });
  });

  it('names an undeclared status', async () => {
    const simulator = await openRecordedSimulator();
    await simulator.faults.add({ kind: 'status', status: 418 });
    await simulator.send('GET', '/accounts');
    expect(find(report(simulator), 'listAccounts').responses.at(-1)).toMatchObject({
      status: '418',
      count: 1,
      state: 'undeclared',
    });
  });

  it('can be reset', async () => {
    const simulator = await played();
    simulator.recorder.coverage.clear();
    expect(report(simulator).requests).toBe(0);
  });

  it('is available as JUnit XML with a case per combination', async () => {
    const full = report(await playedOnce());
    const xml = toJunit(full);
    expect(xml.match(/<testcase /g)).toHaveLength(full.summary.responses.total);
    expect(xml.match(/<skipped /g)).toHaveLength(full.summary.responses.total - full.summary.responses.covered);
    expect(xml).toContain(`tests="${full.summary.responses.total}"`);
  });

  it('is available as a page that escapes its content and loads nothing', async () => {
    const full = { ...report(await playedOnce()), title: '<script>alert(1)</script>' };
    const html = toCoverageHtml(full);
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(html).toContain('listAccounts');
  });

  it('says on its page that a little is covered, where its percentage is rounded down to nothing', async () => {
    const full = report(await playedOnce());
    const html = toCoverageHtml({
      ...full,
      summary: { ...full.summary, refusals: { covered: 1, total: 3000, percent: 0 } },
    });
    expect(html).toContain('<dd>&lt;0.1<small>%</small></dd><dd class="of">1 of 3000');
  });

  it('leads to the console where a server serves it', async () => {
    const html = toCoverageHtml(report(await playedOnce()), {
      console: 'console/',
      screens: ['runs'],
      current: 'contract',
    });
    const links = [...html.matchAll(/<a href="([^"]*)"( aria-current="true")?/g)];
    expect(links.map(([, href]) => href)).toEqual(
      ['', 'traffic', 'data', 'worlds', 'faults', 'contract', 'runs', 'help'].map((name) => `console/${name}`),
    );
    expect(links.flatMap(([, href, mark]) => (mark === undefined ? [] : href))).toEqual(['console/contract']);
  });
});
