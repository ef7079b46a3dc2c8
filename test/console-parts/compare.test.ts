import { describe, expect, test } from 'vitest';
import type { Exchange, Fault } from '../../src/console/api/types.ts';
import { listEntries, toDiffCall, toDiffRow } from '../../src/console/data/diff.ts';
import { readSwitch, toSwitchCalls } from '../../src/console/faults/switches.ts';
import { compareRequests, compareResponses, pairStages } from '../../src/console/traffic/compare/parts.ts';

const FIRST: Exchange = {
  id: 'r1',
  number: 1,
  world: 'baseline',
  time: '2030-01-01T09:00:00Z',
  duration_ms: 2,
  method: 'GET',
  path: '/pets',
  query: 'page=1&tag=a&tag=b',
  operation_id: 'listPets',
  request: { headers: { accept: 'application/json' } },
  status: 200,
  response: { headers: { date: 'today', etag: '"1"' }, body: { data: [{ name: 'Tom' }] } },
  error: null,
  violations: [],
  breaches: [],
  fault: null,
  answered_by: null,
  replay_of: null,
};

describe('two requests', () => {
  const second: Exchange = {
    ...FIRST,
    id: 'r2',
    query: 'page=2&tag=a',
    status: 304,
    response: { headers: { date: 'tomorrow', etag: '"1"' } },
  };

  test('differ in what they sent, parameter by parameter', () => {
    expect(compareRequests(FIRST, second)).toEqual([
      { path: '/query/page/0', from: '1', to: '2' },
      { path: '/query/tag/1', from: 'b' },
    ]);
  });

  test('differ in their responses, times apart', () => {
    expect(compareResponses(FIRST, second)).toEqual([
      { path: '/status', from: 200, to: 304 },
      { path: '/body', from: { data: [{ name: 'Tom' }] } },
    ]);
  });

  test('have their stages beside each other, those of one alone too', () => {
    const match = { stage: 'match', verdict: 'passed', text: 'It is listPets.' };
    const field = { stage: 'validate', verdict: 'rejected', text: 'No.' };
    const pairs = pairStages([match, field, { ...field, text: 'Neither.' }], [match, { ...field, verdict: 'passed' }]);
    expect(pairs.map(({ stage, isSame, second: other }) => [stage, isSame, other?.verdict])).toEqual([
      ['match', true, 'passed'],
      ['validate', false, 'passed'],
      ['validate', false, undefined],
    ]);
  });
});

describe('the switch of an operation', () => {
  const rule: Fault = { id: 'fault-1', operation_id: 'listPets', kind: 'status', status: 503, times: 3, hits: 1 };
  const settings = { status: 500, times: 2 };

  test.each<[faults: Fault[], state: string, left: number | undefined]>([
    [[], 'off', undefined],
    [[rule], 'some', 2],
    [[{ ...rule, hits: 3 }], 'off', undefined],
    [[{ id: 'fault-2', operation_id: 'listPets', kind: 'status', status: 503, hits: 4 }], 'always', undefined],
    [[{ ...rule, operation_id: 'other' }], 'off', undefined],
    [[{ ...rule, probability: 0.5 }], 'off', undefined],
  ])('%j stands at %s', (faults, state, left) => {
    expect(readSwitch('listPets', faults)).toMatchObject({ state, left });
  });

  test('names the kinds of other rules, and leaves those alone', () => {
    const slow: Fault = { id: 'fault-3', operation_id: 'listPets', kind: 'latency', delay_ms: 5, hits: 0 };
    const { rules, others } = readSwitch('listPets', [slow, rule]);
    expect(others).toEqual(['latency']);
    expect(rules).toEqual([rule]);
  });

  test('adds its rule before it deletes the one before', () => {
    const added = { operation_id: 'listPets', kind: 'status', status: 500 };
    const remove = { method: 'DELETE', path: '/__admin/faults/fault-1' };
    const set = (state: 'off' | 'some' | 'always') => toSwitchCalls('listPets', { state, settings, rules: [rule] });
    expect(set('some')).toEqual([{ method: 'POST', path: '/__admin/faults', body: { ...added, times: 2 } }, remove]);
    expect(set('always')).toEqual([{ method: 'POST', path: '/__admin/faults', body: added }, remove]);
    expect(set('off')).toEqual([remove]);
  });
});

test('a collection is compared with the fixtures, in the world that is shown', () => {
  expect(toDiffCall({ collection: 'pets', from: 'fixtures', world: 'baseline' }).query).toMatchObject({
    from: 'fixtures',
    to: 'baseline',
  });
  expect(toDiffCall({ collection: 'pets', from: 'baseline', world: 'w1' }).query).toMatchObject({ to: 'sandbox:w1' });
  const entries = listEntries({
    total: 3,
    added: [{ key: 1, record: { id: 1, name: 'Tom' } }],
    removed: [{ key: 'b', record: { id: 'b' } }],
    changed: [
      {
        key: 2,
        fields: [
          { path: '/name', from: 'A', to: 'B' },
          { path: '/age', to: 1 },
        ],
      },
    ],
  });
  expect(entries.map(toDiffRow)).toEqual([
    { change: 'changed', key: '2', fields: 'name, age' },
    { change: 'added', key: '1', fields: 'Tom' },
    { change: 'removed', key: 'b', fields: '' },
  ]);
  expect(listEntries(undefined)).toEqual([]);
});
