import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople } from './people.ts';

let simulator: Simulator;
let first: (path: string) => Promise<JsonObject>;
beforeAll(async () => {
  simulator = await createSimulator();
  const call = asPeople(simulator);
  first = async (path) => {
    const { body } = await call('john', 'GET', path);
    const [record] = body['data'] as readonly JsonObject[];
    return record ?? {};
  };
});
afterAll(() => simulator.close());

describe('in the default order, the first', () => {
  it('agent is ready to run, has a photo, starters, tools and conversations', async () => {
    const agent = await first('agents?with=tools,threads&with_count=threads,memories');
    expect(agent).toMatchObject({
      status: 'active',
      is_enabled: true,
      is_favorite: true,
      is_shared: true,
      threads_count: 2,
      memories_count: 1,
      profile_photo_url: expect.stringContaining('/assets/avatars/'),
    });
    expect((agent['tools'] as readonly unknown[]).length).toBeGreaterThan(1);
    expect((agent['metadata'] as JsonObject)['conversation_starters']).toHaveLength(3);
  });

  it('workflow is active and has run', async () => {
    const workflow = await first('workflows');
    expect(workflow).toMatchObject({ status: 'active', is_enabled: true });
    const execution = await first(`workflow-executions?workflow_uuid=${String(workflow['uuid'])}`);
    expect(execution).toMatchObject({ status: 'success' });
  });

  it('executions are those in progress', async () => {
    expect(await first('workflow-executions')).toMatchObject({ is_finished: false });
  });

  it('thread is a conversation', async () => {
    const thread = await first('threads');
    const { total } = (await asPeople(simulator)('john', 'GET', `messages?thread_uuid=${String(thread['uuid'])}`)).body[
      'meta'
    ] as { readonly total: number };
    expect(total).toBe(4);
  });

  it('model is enabled and no deprecated one, and the provider is public', async () => {
    expect(await first('large-language-models')).toMatchObject({ is_enabled: true, is_deprecated: false });
    expect(await first('providers')).toMatchObject({ visibility: 'public', is_enabled: true });
  });
});
