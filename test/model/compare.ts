import { expect } from 'vitest';
import { seenBy, type CollectionName, type Model, type Person } from './model.ts';
import type { Real } from './real.ts';
import { RESOURCES } from './resources.ts';

/** Compares the complete state with the model: the records that each person sees, and their content. */
export async function compareAll(model: Model, real: Real): Promise<void> {
  for (const person of ['john', 'jane'] as const) {
    for (const resource of RESOURCES) await compareCollection(model, real, { person, ...resource });
    await compareCounts(model, real, person);
  }
}

async function compareCollection(
  model: Model,
  { call }: Real,
  {
    person,
    name,
    path,
    text,
  }: { readonly person: Person; readonly name: CollectionName; readonly path: string; readonly text: string },
): Promise<void> {
  const seen = seenBy(model, name, person);
  const found = [];
  for (let page = 1; found.length < seen.length || page === 1; page += 1) {
    const { list, total } = await call(person, 'GET', `${path}?per_page=100&page=${page}`);
    expect(total, `${name} that ${person} sees`).toBe(seen.length);
    if (list.length === 0) break;
    found.push(...list);
  }
  const shown = new Map(found.map((item) => [String(item['uuid']), item]));
  for (const { key, owner, fields } of seen) {
    const item = shown.get(key);
    expect(item?.[text], `${name} ${key}`).toBe(fields[text]);
    if (item !== undefined && 'is_owner' in item) expect(item['is_owner']).toBe(owner === person);
  }
}

/** Compares counts with lists, and checks nested records, which are cut where they would contain themselves. */
async function compareCounts(model: Model, { call }: Real, person: Person): Promise<void> {
  const threads = await call(person, 'GET', '/api/v1/threads?per_page=100&with=messages&with_count=messages');
  for (const thread of threads.list) {
    const messages = [...model.rows.messages.values()].filter(({ fields }) => fields['thread_uuid'] === thread['uuid']);
    expect(thread['messages_count']).toBe(messages.length);
    const nested = thread['messages'] as { uuid: string; thread: unknown }[];
    expect(nested.map(({ uuid }) => uuid).toSorted()).toEqual(messages.map(({ key }) => key).toSorted());
    for (const message of nested) expect(message.thread).toEqual({});
  }
}
