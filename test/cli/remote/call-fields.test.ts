import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findAbsent, selectFields } from '../../../src/cli/remote/operation/select-fields.ts';
import { createSimulator } from '../../../src/simulator.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand, useCommandServer } from './run-remote-command.ts';

const { run, runJson } = useCommandServer();
const temporaryFolder = useTemporaryFolders();
const AGENT = '550e8400-e29b-41d4-a716-446655440000';

describe('call --fields', () => {
  it('prints these fields of each record of a list alone', async () => {
    const { code, out, err } = await run('call', 'listAgents', 'per_page=2', '--fields', 'name,user.email');
    expect([code, err]).toEqual([0, '']);
    const { data, ...others } = JSON.parse(out) as { data: readonly { user: object }[] };
    expect(others).toEqual({});
    expect(data).toHaveLength(2);
    for (const record of data) {
      expect(Object.keys(record)).toEqual(['name', 'user']);
      expect(Object.keys(record.user)).toEqual(['email']);
    }
  });

  it('prints those of one record, and those beside the records', async () => {
    expect(await runJson('call', 'retrieveAgent', `agent_uuid=${AGENT}`, '--fields', 'uuid')).toEqual({
      data: { uuid: AGENT },
    });
    expect(await runJson('call', 'listAgents', 'per_page=1', '--fields', 'name,meta.per_page')).toEqual({
      data: [{ name: expect.any(String) as unknown }],
      meta: { per_page: 1 },
    });
    expect(await runJson('call', 'retrieveAgent', `agent_uuid=${AGENT}`, '--fields', 'data.uuid, name')).toEqual({
      data: { uuid: AGENT, name: expect.any(String) as unknown },
    });
  });

  it('goes through lists, also as operations writes them', async () => {
    const [plain, marked] = await Promise.all(
      ['tools.name', 'tools[].name'].map((fields) =>
        runJson('call', 'retrieveAgent', `agent_uuid=${AGENT}`, 'with=tools', '--fields', fields),
      ),
    );
    expect(plain).toMatchObject({ data: { tools: expect.arrayContaining([{ name: expect.any(String) as unknown }]) } });
    expect(marked).toEqual(plain);
  });

  it.each([
    ['nmae', 'The response has no field "nmae". Did you mean name?'],
    ['user.emial', 'The field user of the response has no field "emial". Did you mean user.email?'],
    ['name.first', 'The field name of the response has no field "first". It has no fields.'],
    ['xyzzyxyzzy', 'Its fields are uuid, '],
    ['user.', 'names no fields. Give names such as'],
  ])('does not send the request for the unknown field %s', async (fields, message) => {
    const words = ['call', 'createAgent', 'name=Never', '--fields', fields, '--sandbox', 'w1'];
    const { code, out, err } = await run(...words);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
    expect(await runJson('requests', '--sandbox', 'w1')).toMatchObject({ requests: [] });
  });

  it('says that no record has a field, and what loads it', async () => {
    const words = ['call', 'retrieveAgent', `agent_uuid=${AGENT}`, '--fields', 'uuid,tools.name'];
    const { code, out, err } = await run(...words);
    expect([code, JSON.parse(out)]).toEqual([0, { data: { uuid: AGENT } }]);
    expect(err).toBe('No record of the response has tools. Give with=tools to load it.\n');
  });

  it('prints nothing else where there are no records', async () => {
    await run('scenario', 'activate', 'empty-workspace', '--sandbox', 'w2');
    const { code, out, err } = await run('call', 'listAgents', '--fields', 'name', '--sandbox', 'w2');
    expect([code, JSON.parse(out), err]).toEqual([0, { data: [] }, '']);
  });

  it('leaves rejections as they are, and a response without a body', async () => {
    const rejected = await run('call', 'createAgent', '--fields', 'name', '--sandbox', 'w3');
    expect([rejected.code, rejected.err]).toEqual([1, expect.stringContaining('Rejected with 422')]);
    const deleted = await run('call', 'deleteAgent', `agent_uuid=${AGENT}`, '--fields', 'name', '--sandbox', 'w3');
    expect([deleted.code, deleted.out]).toEqual([0, '204\n']);
  });
});

it('a field that no record has, where the contract declares none, is a note beside all of the response', async () => {
  const spec = join(await temporaryFolder(), 'open.yaml');
  const content = '{application/json: {schema: {}, example: [{name: Rex, age: 7}, {name: Tom}]}}';
  await writeFile(
    spec,
    `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/names: {get: {operationId: getNames, responses: {"200": {description: ok, content: ${content}}}}}}
`,
  );
  await using simulator = await createSimulator({ spec });
  const { url } = await simulator.listen();
  const call = ['call', 'getNames', '--url', url, '--fields'];
  expect(JSON.parse((await runCommand([...call, 'age'])).out)).toEqual([{ age: 7 }, {}]);
  const { code, out, err } = await runCommand([...call, 'age,nam']);
  expect([code, JSON.parse(out)]).toEqual([0, [{ name: 'Rex', age: 7 }, { name: 'Tom' }]]);
  expect(err).toBe('The response has no field "nam". Did you mean name?\nAll of the response is printed.\n');
});

it('a response that is no JSON with fields is printed, with a note', async () => {
  const spec = join(await temporaryFolder(), 'text.yaml');
  const content = '{text/plain: {schema: {type: string}, example: some words}}';
  await writeFile(
    spec,
    `openapi: 3.1.0
info: {title: T, version: "1"}
paths: {/words: {get: {operationId: getWords, responses: {"200": {description: ok, content: ${content}}}}}}
`,
  );
  await using simulator = await createSimulator({ spec });
  const { url } = await simulator.listen();
  expect(await runCommand(['call', 'getWords', '--fields', 'name', '--url', url])).toEqual({
    code: 0,
    out: 'some words',
    err: 'The response (200) is not JSON with fields. All of it is printed.\n',
  });
});

describe('selected fields', () => {
  it('are whole where both a field and a part of it are named', () => {
    const value = { a: { b: 1, c: 2 }, d: null, e: [[{ b: 3 }]] };
    expect(selectFields(value, [['a', 'b'], ['a'], ['d', 'x'], ['e', 'b']])).toEqual(value);
    expect(selectFields(value, [['a', 'x'], ['__proto__'], ['constructor', 'name']])).toEqual({ a: {} });
  });

  it('are absent only if there are records, and none has them', () => {
    const rows = [{ a: { b: 1 } }, { a: null }];
    expect(findAbsent(rows, ['a', 'b'])).toBeUndefined();
    expect(findAbsent(rows, ['a', 'c'])).toEqual({ path: ['a', 'c'], names: ['b'] });
    expect(findAbsent([], ['a'])).toBeUndefined();
    expect(findAbsent([{ a: [] }], ['a', 'b'])).toBeUndefined();
  });
});
