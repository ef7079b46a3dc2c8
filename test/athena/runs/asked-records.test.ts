import { expect, it } from 'vitest';
import { findTools, toAskedAgent } from '../../../src/athena/runs/asked-records.ts';
import { createStore } from '../../../src/store/create-store.ts';
import { createMemoryJournal } from '../../../src/store/journals/memory-journal.ts';

it('a question offers the enabled tools of an agent that exist', async () => {
  const store = createStore({
    collections: [{ name: 'tools', key: 'uuid', indexes: [] }],
    journal: createMemoryJournal(),
  });
  await store.transaction((transaction) => {
    transaction.insert('tools', {
      uuid: 'a',
      slug: 'search',
      name: 'Search',
      user_id: 123,
      input_schema: { type: 'object' },
    });
    transaction.insert('tools', { uuid: 'b', slug: 'send', name: 'Send', is_enabled: false });
  });
  expect(findTools({ tool_uuids: ['a', 'b', 'gone'] }, store)).toEqual([
    { slug: 'search', name: 'Search', description: null, inputSchema: { type: 'object' } },
  ]);
});

it('a question shows no more of an agent than a model may know', () => {
  expect(toAskedAgent({ uuid: 'a', name: 'Ada', instruction: null, user_id: 123, workspace_uuid: 'w' })).toEqual({
    uuid: 'a',
    name: 'Ada',
    description: null,
    instruction: '',
    metadata: {},
  });
});
