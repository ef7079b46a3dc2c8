import { describe, expect, test } from 'vitest';
import { toPath, toUrl } from '../../src/console/api/call.ts';
import { quote, toCommand, toCurl } from '../../src/console/api/curl.ts';
import { createEventParser, type ServerEvent } from '../../src/console/api/events.ts';
import { toFailure } from '../../src/console/api/failure.ts';
import type { Approval, Exchange, JsonObject } from '../../src/console/api/types.ts';
import { listContractOperations } from '../../src/console/contract/operations.ts';
import { readModels } from '../../src/console/data/schema/model.ts';
import { addLabels, chooseColumns, toPage } from '../../src/console/data/table.ts';
import { toRule } from '../../src/console/faults/describe.ts';
import { listSteps } from '../../src/console/platform/execution-steps.ts';
import { keepDecided, listFirst, type ListedApproval } from '../../src/console/platform/approvals/keep-decided.ts';
import { readAddress, parseRoute, toHref, toWorldParam } from '../../src/console/state/route.ts';
import { explainByRecord } from '../../src/console/traffic/exchange/explained.ts';
import { createFilter } from '../../src/console/traffic/filter.ts';
import { mergeExchanges, mergeLog, replaceNewest } from '../../src/console/traffic/merge.ts';
import { toExchangeKey } from '../../src/console/traffic/selection/to-exchange-key.ts';
import { toCurlSnippet, toFetchSnippet, toVitestSnippet } from '../../src/console/traffic/snippets.ts';
import { toPreciseTime } from '../../src/console/ui/format.ts';

const EXCHANGE: Exchange = {
  id: 'r1',
  number: 1,
  world: 'baseline',
  time: '2030-01-01T09:00:00Z',
  duration_ms: 2,
  method: 'POST',
  path: '/pets',
  query: 'a=1',
  operation_id: 'createPet',
  request: {
    headers: { host: 'h', authorization: 'Bearer [redacted]', 'content-type': 'application/json' },
    body: { name: "Rex's" },
  },
  status: 422,
  response: { headers: {} },
  error: 'VALIDATION_FAILED',
  violations: [{ field: 'name', message: 'It is too long.', location: 'body', keyword: 'maxLength' }],
  breaches: [],
  fault: null,
  answered_by: null,
  replay_of: null,
};

test.each([
  ['of another world', { world: 'w3' }],
  ['that a client sends with the same id', { number: 2, time: '2030-01-01T09:00:01Z' }],
  ['of a world that is made again', { time: '2030-01-02T09:00:00Z' }],
])('a request %s is not undone with this one', (_, other) => {
  const undone = new Set([toExchangeKey(EXCHANGE)]);
  expect(undone.has(toExchangeKey({ ...EXCHANGE }))).toBe(true);
  expect(undone.has(toExchangeKey({ ...EXCHANGE, ...other }))).toBe(false);
});

describe('the address of the page', () => {
  test('names the server, its prefix and a sandbox', () => {
    expect(readAddress('http://h:1/__admin/console/traffic?q=1')).toEqual({ root: 'http://h:1', sandbox: undefined });
    expect(readAddress('https://h/mock/__sandbox/w3/__admin/console/')).toEqual({
      root: 'https://h/mock',
      sandbox: 'w3',
    });
  });

  test.each([
    ['/__admin/console/', 'baseline', undefined],
    ['/__admin/console/', 'w3', 'w3'],
    ['/__sandbox/w3/__admin/console/', 'baseline', 'baseline'],
    ['/__sandbox/w3/__admin/console/', 'w3', undefined],
    ['/__sandbox/w3/__admin/console/', 'w4', 'w4'],
  ])('on %s names the world %s by %s', (path, world, expected) => {
    expect(toWorldParam(world, readAddress(`http://h:1${path}`))).toBe(expected);
  });

  test('names a screen and its settings, which a link keeps', () => {
    expect(parseRoute('/mock/__admin/console/traffic', '?status=4&q=a%20b')).toEqual({
      screen: 'traffic',
      params: { status: '4', q: 'a b' },
    });
    expect(parseRoute('/__admin/console/', '')).toEqual({ screen: '', params: {} });
    expect(toHref('data', { collection: 'pets', q: '', page: undefined })).toBe('./data?collection=pets');
    expect(toHref('')).toBe('./');
  });
});

describe('a call', () => {
  test('has an address whose parts are encoded', () => {
    expect(toPath`/__admin/state/${'a/b'}/${'?'}`).toBe('/__admin/state/a%2Fb/%3F');
    expect(toUrl('http://h', { path: '/x', query: { a: 'b c', none: undefined, empty: '' } })).toBe('http://h/x?a=b+c');
  });

  test('is a curl line that names the world, and never the token', () => {
    const context = { root: 'http://h', world: 'w1', hasToken: true };
    expect(toCurl({ method: 'POST', path: '/__admin/faults', body: { kind: "it's" } }, context)).toBe(
      `curl -X POST http://h/__admin/faults -H 'X-Athena-Sandbox: w1' -H 'Content-Type: application/json' ` +
        String.raw`-H "X-Athena-Admin-Token: $ADMIN_TOKEN" -d '{"kind":"it'\''s"}'`,
    );
    expect(toCurl({ method: 'GET', path: '/pets' }, { root: 'http://h', world: 'baseline', hasToken: true })).toBe(
      'curl http://h/pets',
    );
  });

  test.each([
    ['plain/path', 'plain/path'],
    ['a b', "'a b'"],
    ['$(rm)', "'$(rm)'"],
    ["'", String.raw`''\'''`],
  ])('quotes %s for a shell', (text, expected) => {
    expect(quote(text)).toBe(expected);
  });
});

describe('server-sent events', () => {
  const STREAM = ': listening\n\nid: 1\nevent: exchange\ndata: {"a":1}\n\ndata: x\ndata:y\n\nevent: none\n\n';

  test.each([1, 2, 7, 1000])('are read out of pieces of %d characters', (size) => {
    const events: ServerEvent[] = [];
    const parse = createEventParser((event) => events.push(event));
    for (let at = 0; at < STREAM.length; at += size) parse(STREAM.slice(at, at + size));
    expect(events).toEqual([
      { type: 'exchange', data: '{"a":1}' },
      { type: 'message', data: 'x\ny' },
    ]);
  });
});

describe('a failure', () => {
  test('has what problem details say', () => {
    const errors = [{ pointer: '/name', message: 'Too long.' }];
    expect(toFailure(422, { title: 'Invalid', detail: 'One error.', code: 'X', errors })).toEqual({
      status: 422,
      title: 'Invalid',
      detail: 'One error.',
      code: 'X',
      errors,
    });
  });

  test('has the fields of the API’s own errors, and the text of anything else', () => {
    expect(toFailure(422, { message: 'No.', errors: { name: ['a', 'b'] } })).toMatchObject({
      title: 'No.',
      errors: [
        { field: 'name', message: 'a' },
        { field: 'name', message: 'b' },
      ],
    });
    expect(toFailure(502, '<b>Bad gateway</b>')).toMatchObject({
      status: 502,
      detail: '<b>Bad gateway</b>',
      errors: [],
    });
  });
});

describe('traffic', () => {
  test.each([
    [{}, true],
    [{ q: 'POST pets' }, true],
    [{ q: 'pets nothing' }, false],
    [{ status: '4' }, true],
    [{ status: '422' }, true],
    [{ status: '2' }, false],
    [{ operation: 'createPet' }, true],
    [{ operation: 'listPets' }, false],
    [{ fault: 'yes' }, false],
  ])('the filter %o shows it: %s', (filter, expected) => {
    expect(createFilter(filter)(EXCHANGE)).toBe(expected);
  });

  test('is merged without repetition, the newest first, also after a restart', () => {
    const second = { ...EXCHANGE, id: 'r2', number: 2 };
    const again = { ...EXCHANGE, id: 'other' };
    const list = mergeExchanges([EXCHANGE], [EXCHANGE, second]);
    expect(list.map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect(mergeExchanges(list, [EXCHANGE])).toBe(list);
    expect(mergeExchanges(list, [again])).toHaveLength(3);
  });

  test('that arrives while the log is loaded stays, and what is from before a restart goes', () => {
    const [first, second, third] = [1, 2, 3].map((number) => ({ ...EXCHANGE, id: `r${number}`, number }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three.');
    const numbers = (list: readonly Exchange[]): readonly number[] => list.map(({ number }) => number);
    expect(numbers(mergeLog([third], { requests: [first, second], seen: 2 }, []))).toEqual([3, 2, 1]);
    const other = { ...first, id: 'after' };
    expect(mergeLog([third, second], { requests: [other], seen: 1 }, [third, second])).toEqual([other]);
    const arrived = { ...second, id: 'arrived' };
    expect(mergeLog([third, arrived], { requests: [other], seen: 1 }, [third])).toEqual([arrived, other]);
    expect(numbers(mergeLog([second, first], { requests: [third], seen: 3 }, [second, first]))).toEqual([3, 2, 1]);
  });

  test('of replicas has the number of their common log, and stays the same object while that stays', () => {
    const [first, second, third] = [1, 2, 3].map((number) => ({ ...EXCHANGE, id: `r${number}`, number }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three.');
    const late = { ...EXCHANGE, id: 'late', number: 2 };
    const moved = { ...second, number: 3 };
    const log = { requests: [{ ...first }, late, moved], seen: 3 };
    const list = replaceNewest([second, first], log, 0);
    expect(list).toEqual([moved, late, first]);
    expect(list[2]).toBe(first);
    expect(replaceNewest([third, second, first], { requests: [{ ...third }], seen: 3 }, 2)).toEqual([
      third,
      second,
      first,
    ]);
    // They began again.
    expect(replaceNewest([third, second, first], { requests: [], seen: 1 }, 2)).toEqual([first]);
  });

  test('is copied as curl, fetch and a test, with a variable for what is redacted', () => {
    const context = { root: 'http://h' };
    const curl = toCurlSnippet(EXCHANGE, context);
    expect(curl).toContain(`curl -X POST 'http://h/pets?a=1'`);
    expect(curl).toContain('-H "authorization: Bearer $SECRET"');
    expect(curl).toContain(String.raw`-d '{"name":"Rex'\''s"}'`);
    expect(curl).not.toContain('host');
    const fetched = toFetchSnippet(EXCHANGE, context);
    expect(fetched).toMatch(/^const SECRET = ''.*\nawait fetch\("http:\/\/h\/pets\?a=1", \{\n {2}"method": "POST"/);
    expect(fetched).toContain('"authorization": "Bearer " + SECRET,');
    const text = toVitestSnippet(EXCHANGE, context);
    expect(text).toContain('test("createPet responds with 422"');
    expect(text).toContain('fetch(baseUrl + "/pets?a=1"');
    expect(text).toContain('toBe(422)');
  });

  test.each([
    ['http://localhost:4010', 'call listPets'],
    ['http://h:1/mock', 'call listPets --url http://h:1/mock'],
    ["http://h:1/a;b'c", String.raw`call listPets --url 'http://h:1/a;b'\''c'`],
  ])('a command for %s names the server so that a shell reads it as one word', (root, expected) => {
    expect(toCommand('call listPets', { root })).toBe(expected);
  });

  test('a command that names its server keeps it, and gets no other', () => {
    const line = 'npx tool call --url http://h:1 listPets';
    expect(toCommand(line, { root: 'http://h:2' })).toBe(line);
  });

  test('a header’s quotes and dollars cannot end the curl line', () => {
    const evil = { ...EXCHANGE, request: { headers: { 'x-a': '[redacted]"; rm -rf $HOME `id`' } } };
    expect(toCurlSnippet(evil, { root: 'http://h' })).toContain(String.raw`-H "x-a: $SECRET\"; rm -rf \$HOME \`id\`"`);
  });

  test('is explained by its record', () => {
    const { summary, stages, remedy } = explainByRecord({ ...EXCHANGE, operation_id: null, near_paths: ['/pet'] });
    expect(summary).toBe('422: VALIDATION_FAILED');
    expect(stages.map(({ stage, verdict }) => [stage, verdict])).toEqual([
      ['match', 'rejected'],
      ['validate', 'rejected'],
    ]);
    expect(remedy).toContain('/pet');
  });
});

describe('a table of records', () => {
  const RECORDS = Array.from({ length: 120 }, (_, index) => ({
    id: index + 1,
    name: `Pet ${index + 1}`,
    owner_id: index % 3,
    tag_ids: [index],
    nested: { a: 1 },
  }));

  test('has pages, searches and sorts', () => {
    expect(toPage(RECORDS, { q: '', sort: '', page: 3 })).toMatchObject({ count: 120, page: 3, pages: 3 });
    expect(toPage(RECORDS, { q: '', sort: '', page: 99 }).page).toBe(3);
    expect(toPage(RECORDS, { q: '', sort: '-id', page: 1 }).rows[0]).toMatchObject({ id: 120 });
    expect(toPage(RECORDS, { q: '', sort: 'name', page: 1 }).rows[1]).toMatchObject({ id: 2 });
    expect(toPage(RECORDS, { q: 'owner_id:2', sort: '', page: 1 }).count).toBe(40);
    expect(toPage(RECORDS, { q: 'tag_ids:7', sort: '', page: 1 }).count).toBe(1);
    expect(toPage(RECORDS, { q: 'PET 120', sort: '', page: 1 }).count).toBe(1);
  });

  test('shows the key, the name and short values', () => {
    expect(chooseColumns(RECORDS, 'id')).toEqual(['id', 'name', 'owner_id']);
    expect(chooseColumns([], 'id')).toEqual(['id']);
  });

  test('leads with what tells records apart: names, then the labels of related records; dates and keys follow', () => {
    const toUuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    const accounts = [1, 2, 3].map((number) => ({
      uuid: toUuid(number),
      created_at: `2030-01-0${number}T09:00:00Z`,
      provider_uuid: toUuid(7 + (number % 2)),
      user_id: 123,
      display_name: `Account ${number}`,
    }));
    const labels = new Map([
      [toUuid(7), 'OpenAI'],
      [toUuid(8), 'Anthropic'],
    ]);
    const relations = [{ name: 'provider', property: 'provider_uuid', labels }];
    const rows = addLabels(accounts, relations);
    expect(rows[0]).toEqual({ ...accounts[0], provider: 'Anthropic' });
    expect(chooseColumns(rows, 'uuid', relations)).toEqual([
      'display_name',
      'provider',
      'created_at',
      'user_id',
      'uuid',
    ]);
  });
});

test('a contract’s relations are links both ways', () => {
  const resource = (collection: string, relations: JsonObject = {}) => ({
    'x-resource': { collection, key: 'uuid', relations },
  });
  const models = readModels({
    components: {
      schemas: {
        Pet: resource('pets', {
          owner: { schema: 'Owner', key: 'owner_uuid' },
          tags: { schema: 'Tag', keys: 'tag_uuids' },
          visits: { schema: 'Visit', foreign_key: 'pet_uuid' },
        }),
        Owner: resource('owners'),
        Plain: { type: 'object' },
      },
    },
  });
  expect(models.get('pets')?.references).toEqual([{ name: 'owner', property: 'owner_uuid', collection: 'owners' }]);
  expect(models.get('owners')?.referrers).toEqual([{ collection: 'pets', property: 'owner_uuid' }]);
});

test('a contract’s operations have a name, with or without an id', () => {
  const paths = { '/pets': { get: { operationId: 'listPets', tags: ['Pet'] }, post: {}, parameters: [] } };
  expect(listContractOperations({ paths }).map(({ id, tag }) => [id, tag])).toEqual([
    ['listPets', 'Pet'],
    ['post_pets', ''],
  ]);
  const twice = { '/pets/': { post: {} }, '/pets': { post: {} } };
  expect(listContractOperations({ paths: twice }).map(({ id }) => id)).toEqual(['post_pets', 'post_pets_2']);
  expect(listContractOperations(undefined)).toEqual([]);
});

test('the form of a fault sends what its kind has', () => {
  const input = { operation: 'listPets', status: '503', delay: '100', times: '3', limit: '5' };
  expect(toRule({ ...input, kind: 'status' })).toEqual({
    operation_id: 'listPets',
    kind: 'status',
    status: 503,
    times: 3,
  });
  expect(toRule({ ...input, operation: '', times: '', kind: 'latency' })).toEqual({ kind: 'latency', delay_ms: 100 });
  expect(toRule({ ...input, kind: 'rate_limit' })).toMatchObject({ limit: 5 });
});

test('a decided approval stays in its place among those that wait', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id }) as Approval) as [Approval, Approval, Approval];
  const decided = [
    { approval: b, decision: 'approved', index: 1 },
    { approval: a, decision: 'rejected', index: 0 },
  ] as const;
  const expected = [{ approval: a, decision: 'rejected' }, { approval: b, decision: 'approved' }, { approval: c }];
  expect(keepDecided([c], decided)).toEqual(expected);
  expect(keepDecided([a, b, c], decided)).toEqual(expected);
});

test('the first approvals that wait are listed, and the decided ones before them', () => {
  const listed = ['a', 'b', 'c', 'd', 'e'].map((id): ListedApproval => ({ approval: { id } as Approval }));
  const decided = listed.map((one, index) => (index === 1 ? { ...one, decision: 'approved' as const } : one));
  expect(listFirst(listed, 3)).toEqual(listed.slice(0, 3));
  expect(listFirst(decided, 3)).toEqual(decided.slice(0, 4));
  expect(listFirst(decided.slice(0, 2), 3)).toEqual(decided.slice(0, 2));
});

test('the steps of an execution are in the order of time, then what was not reached', () => {
  const pass = (started: string, time: number) => ({
    started_at: started,
    execution_time: time,
    execution_status: 'success',
  });
  const { steps, length } = listSteps({
    data: {
      result_data: {
        run_data: { b: [pass('2030-01-01T09:00:02Z', 500)], a: [pass('2030-01-01T09:00:00Z', 100)] },
      },
    },
    workflow_data: {
      nodes: [
        { id: 'a', type: 't', data: { label: 'First' } },
        { id: 'c', type: 't' },
      ],
    },
  });
  expect(steps.map(({ label, status, offset }) => [label, status, offset])).toEqual([
    ['First', 'success', 0],
    ['b', 'success', 2000],
    ['c', 'not reached', 0],
  ]);
  expect(length).toBe(2500);
});

test('the time of a request has its date, and no milliseconds, unless it is of the day of the world’s clock', () => {
  const [morning, next] = ['2030-01-31T12:00:00.250Z', '2030-02-02T12:00:00Z'];
  const time = toPreciseTime(morning, morning);
  expect(time).toMatch(/^\d\d:\d\d:\d\d\.250$/);
  expect(toPreciseTime(morning)).toBe(time);
  expect(toPreciseTime(morning, next)).toMatch(/^\d\d Jan \d\d:\d\d:\d\d$/);
});
