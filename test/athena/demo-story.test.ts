import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { isDue } from '../support/is-due.ts';

const fixtures = await loadFixtures(packagedFiles.fixtures());
const all = (name: string): readonly JsonObject[] =>
  fixtures.collections.find((collection) => collection.name === name)?.records ?? [];
const find = (collection: string, key: JsonValue | undefined): JsonObject | undefined =>
  key === undefined || key === null ? undefined : all(collection).find(({ uuid, id }) => uuid === key || id === key);
const text = (record: JsonObject | undefined, field: string): string => String(record?.[field] ?? '');
const label = (record: JsonObject): string => text(record, 'name') || text(record, 'id') || text(record, 'uuid');
const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});
const list = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** Which collection a key is of, wherever in a record it stands. */
const REFERENCES: Readonly<Record<string, string>> = {
  user_id: 'users',
  creator_id: 'users',
  shared_by_id: 'users',
  workspace_uuid: 'workspaces',
  provider_uuid: 'providers',
  account_uuid: 'accounts',
  large_language_model_uuid: 'large_language_models',
  agent_uuid: 'agents',
  prompt_uuid: 'prompts',
  tool_uuid: 'tools',
  tool_uuids: 'tools',
  workflow_uuid: 'workflows',
  thread_uuid: 'threads',
  media_uuid: 'media',
  attachment_uuids: 'attachments',
};

function referencesIn(value: JsonValue): readonly (readonly [collection: string, key: JsonValue])[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => referencesIn(item));
  return Object.entries(isJsonObject(value) ? value : {}).flatMap(([name, child]) => {
    const collection = REFERENCES[name];
    if (collection === undefined) return referencesIn(child);
    return (Array.isArray(child) ? child : [child]).map((key: JsonValue) => [collection, key] as const);
  });
}

describe('the demo world', () => {
  it.each(fixtures.collections.map(({ name }) => name))(
    '%s are not older than the records that they refer to',
    (name) => {
      const older = all(name).flatMap((record) =>
        referencesIn(record)
          .map(([collection, key]) => find(collection, key))
          .filter((other) => text(other, 'created_at') > text(record, 'created_at'))
          .map((other) => `${label(record)} < ${label(other ?? {})}`),
      );
      expect(older.filter(() => all(name).every((record) => 'created_at' in record))).toEqual([]);
    },
  );

  it('is independent of the date: no text names a month, a date or a calendar week', () => {
    const dated =
      /\b(January|February|March|April|June|July|August|September|October|November|December|in May|of May|for May|May \d)\b|\bweek \d\d|'20\d\d-/;
    const texts = fixtures.collections.flatMap(({ name, records }) =>
      records.map((record) => `${name}: ${JSON.stringify(record)}`),
    );
    expect(texts.flatMap((one) => dated.exec(one)?.[0] ?? [])).toEqual([]);
  });

  it('has no active agent with a disabled model', () => {
    const wrong = all('agents').filter(
      (agent) =>
        agent['status'] === 'active' &&
        find('large_language_models', agent['large_language_model_uuid'])?.['is_enabled'] !== true,
    );
    expect(wrong.map(label)).toEqual([]);
  });

  it('names models by slug, and each answer has the model and temperature of its thread or agent', () => {
    const slugs = new Set(all('large_language_models').map((model) => text(model, 'slug')));
    const named = [...all('threads'), ...all('messages')].map(({ metadata }) => text(object(metadata), 'model'));
    expect(named.filter((model) => model !== '' && !slugs.has(model))).toEqual([]);
    const wrong = all('messages').filter(({ role, metadata, thread_uuid: uuid, agent_uuid: agent }) => {
      if (role !== 'assistant') return false;
      const thread = find('threads', uuid);
      const by = find('agents', agent);
      const { model, temperature } = object(thread?.['metadata']);
      const own = text(find('large_language_models', by?.['large_language_model_uuid']), 'slug');
      const said = object(metadata);
      return said['model'] !== (model ?? own) || said['temperature'] !== (temperature ?? by?.['temperature']);
    });
    expect(wrong.map(label)).toEqual([]);
  });

  it('calls every tool with its required arguments, and with declared arguments only', () => {
    const steps = all('workflows').flatMap((workflow) =>
      list(workflow['nodes'])
        .filter(({ type }) => type === 'tool.call')
        .map(({ data }) => ({
          tool: find('tools', object(data)['tool_uuid']),
          given: object(object(data)['parameters']),
        })),
    );
    const calls = all('messages').flatMap((message) =>
      list(message['tool_calls']).map(({ name, arguments: given }) => ({
        tool: all('tools').find(({ slug }) => slug === name),
        given: object(given),
      })),
    );
    const wrong = [...steps, ...calls].filter(({ tool, given }) => {
      const { required, properties } = object(tool?.['input_schema']);
      const asked = Array.isArray(required) ? required.map(String) : [];
      const names = Object.keys(given).filter((name) => name !== 'for_each');
      return asked.some((name) => !names.includes(name)) || names.some((name) => !(name in object(properties)));
    });
    expect(wrong.map(({ tool, given }) => [tool?.['slug'], given])).toEqual([]);
    expect(steps.length + calls.length).toBeGreaterThan(40);
  });

  it('has a workflow that is a copy of a template', () => {
    const copies = all('workflows').filter(({ template_id: id }) => id !== null);
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.filter(({ template_id: id }) => find('workflows', id)?.['is_template'] !== true).map(label)).toEqual(
      [],
    );
  });
});

describe('the runs of the demo world', () => {
  const runs = all('workflow_executions').flatMap((execution) => {
    const data = object(find('workflow_execution_data', execution['workflow_execution_data_id'])?.['data']);
    const graph = find('workflows', execution['workflow_uuid']) ?? {};
    const nodes = list(graph['nodes']);
    return data['start_data'] === undefined
      ? []
      : [{ execution, data, graph, nodes, ran: object(object(data['result_data'])['run_data']) }];
  });

  it('start at the times of their schedule, or manually without one', () => {
    const wrong = runs.filter(({ execution, data, nodes }) => {
      const cron = text(object(object(nodes[0]?.['data'])['parameters']), 'cron');
      const fired = object(data['start_data'])['fired_at'];
      if (execution['mode'] === 'manual') return fired !== undefined;
      if (execution['mode'] !== 'trigger') return false;
      return fired !== execution['started_at'] || !isDue(cron, new Date(text(execution, 'started_at')));
    });
    expect(wrong.map(({ execution }) => execution['id'])).toEqual([]);
    const zones = runs
      .filter(({ execution }) => execution['mode'] === 'trigger')
      .map(({ graph }) => text(object(graph['settings']), 'timezone'));
    expect(new Set(zones)).toEqual(new Set(['UTC']));
  });

  it('wait for the configured delay', () => {
    const waits = runs.flatMap(({ nodes, ran }) =>
      nodes
        .filter(({ type }) => type === 'logic.delay')
        .flatMap(({ id, data }) =>
          list(ran[String(id)]).map((run) => [
            run['execution_time'],
            Number(object(object(data)['parameters'])['minutes']) * 60_000,
          ]),
        ),
    );
    expect(waits.length).toBeGreaterThan(2);
    expect(waits.filter(([took, told]) => took !== told)).toEqual([]);
  });

  it('end at the last step when they succeed', () => {
    const wrong = runs.filter(({ execution, data, graph, ran }) => {
      const last = text(object(data['result_data']), 'last_node_executed');
      const result = object(list(ran[last]).at(-1)?.['output'])['result'];
      const left = list(graph['edges']).some(
        ({ source, source_handle: exit }) => source === last && (exit === null || exit === String(result ?? '')),
      );
      return execution['status'] === 'success' && left;
    });
    expect(wrong.map(({ execution }) => execution['id'])).toEqual([]);
  });

  it('have outputs from the model of their agent or prompt', () => {
    expect(JSON.stringify(all('workflow_execution_data'))).not.toMatch(/"Done\."|\{"ok":true\}/);
    const wrong = runs.flatMap(({ execution, nodes, ran }) =>
      nodes.flatMap(({ id, data }) => {
        const { agent_uuid: agent, prompt_uuid: prompt } = object(data);
        const by = find('agents', agent) ?? find('prompts', prompt);
        const slug = text(find('large_language_models', by?.['large_language_model_uuid']), 'slug');
        const models = list(ran[String(id)]).flatMap(({ output }) =>
          isJsonObject(output) && by !== undefined ? [output['model']] : [],
        );
        return models.filter((model) => model !== slug).map((model) => [execution['id'], id, model]);
      }),
    );
    expect(wrong).toEqual([]);
  });
});
