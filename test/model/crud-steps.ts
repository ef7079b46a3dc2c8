import { expect } from 'vitest';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { canEdit, canSee, change, put, remove, seenBy, type Model, type Person, type Row } from './model.ts';
import type { Real } from './real.ts';
import { pick, RESOURCES, type Draw, type ModelledResource } from './resources.ts';

/** Applies an action to the simulator and to the model, and compares the two. */
export type Step = (draw: Draw, model: Model, real: Real) => Promise<void>;

/** Returns the steps of every resource: `agents.create`, `agents.update` … */
export function crudSteps(): ReadonlyMap<string, Step> {
  const actions = { create, createInvalid, retrieve, update, delete: destroy, list, search, sorted };
  return new Map(
    RESOURCES.flatMap((resource) =>
      Object.entries(actions).map(([action, make]) => [`${resource.name}.${action}`, make(resource)] as const),
    ),
  );
}

function create({ name, path, create: toWish }: ModelledResource): Step {
  return async (draw, model, { call }) => {
    const { body, isValid } = toWish(draw, model);
    const { status, data } = await call(draw.person, 'POST', path, body);
    expect(status).toBe(isValid ? 201 : 422);
    if (!isValid) return;
    const row: Row = { key: String(data['uuid']), owner: draw.person, fields: { ...HOME[draw.person], ...body } };
    put(model, name, row);
    expectShown(data, body);
  };
}

/** An empty body is rejected, and creates nothing. */
function createInvalid({ path }: ModelledResource): Step {
  return async ({ person }, _model, { call }) => {
    const { status, body } = await call(person, 'POST', path, {});
    expect(status).toBe(422);
    expect(Object.keys((body['errors'] ?? {}) as object).length).toBeGreaterThan(0);
  };
}

function retrieve({ name, path }: ModelledResource): Step {
  return async ({ person, first }, model, { call }) => {
    const { key, row } = pick(model, name, first);
    const { status, data } = await call(person, 'GET', `${path}/${key}`);
    const isSeen = row !== undefined && canSee(model, name, row, person);
    expect(status).toBe(isSeen ? 200 : 404);
    if (!isSeen) return;
    expectShown(data, row.fields);
    if ('is_owner' in data) expect(data['is_owner']).toBe(row.owner === person);
  };
}

function update({ name, path, update: toWish }: ModelledResource): Step {
  return async (draw, model, { call }) => {
    const { key, row } = pick(model, name, draw.first);
    const { body } = toWish(draw, model);
    const { status, data } = await call(draw.person, 'PUT', `${path}/${key}`, body);
    const expected = expectedStatus(model, name, { row, person: draw.person, success: 200 });
    expect(status).toBe(expected);
    if (expected !== 200) return;
    change(model, name, key, body);
    expectShown(data, body);
  };
}

function destroy({ name, path }: ModelledResource): Step {
  return async ({ person, first }, model, { call }) => {
    const { key, row } = pick(model, name, first);
    const { status } = await call(person, 'DELETE', `${path}/${key}`);
    const seen = row !== undefined && canSee(model, name, row, person);
    const mayDelete = name === 'messages' || row?.owner === person;
    const allowed = !seen ? 404 : mayDelete ? 204 : 403;
    expect(status).toBe(allowed === 204 && name === 'providers' && isNeeded(model, key) ? 409 : allowed);
    if (status === 204) remove(model, name, key);
  };
}

/** Returns whether accounts or models refer to a provider, so that it cannot be deleted. */
function isNeeded({ rows }: Model, key: string): boolean {
  const isUsed = [...rows.accounts.values()].some(({ fields }) => fields['provider_uuid'] === key);
  return isUsed || rows.providers.get(key)?.fields['hasModels'] === true;
}

/** The pages of a list together hold exactly what the person sees. */
function list({ name, path }: ModelledResource): Step {
  return async ({ person }, model, { call }) => {
    const seen = seenBy(model, name, person);
    const found: string[] = [];
    const size = Math.max(2, Math.ceil(seen.length / 3));
    for (let page = 1; page === 1 || found.length < seen.length; page += 1) {
      const answer = await call(person, 'GET', `${path}?per_page=${size}&page=${page}`);
      expect(answer.total).toBe(seen.length);
      expect(answer.list.length).toBeGreaterThan(seen.length === 0 ? -1 : 0);
      found.push(...answer.list.map(({ uuid }) => String(uuid)));
    }
    expect(found.toSorted()).toEqual(seen.map(({ key }) => key).toSorted());
  };
}

function search({ name, path, text }: ModelledResource): Step {
  return async ({ person, word }, model, { call }) => {
    const wanted = word.slice(0, 2);
    const answer = await call(person, 'GET', `${path}?per_page=100&search=${wanted}`);
    const expected = seenBy(model, name, person).filter(({ fields }) =>
      String(fields[text]).toLowerCase().includes(wanted),
    );
    const found = new Set(answer.list.map(({ uuid }) => String(uuid)));
    // The search covers other fields too. Records with the word in their name must be among the results.
    for (const { key } of expected) expect(found).toContain(key);
    expect(answer.total).toBe(answer.list.length);
  };
}

function sorted({ name, path, text, sortsByText }: ModelledResource): Step {
  return async ({ person, flag }, model, { call }) => {
    const [field, direction] = [sortsByText ? text : 'created_at', flag ? 'asc' : 'desc'];
    const { list: shown } = await call(
      person,
      'GET',
      `${path}?per_page=100&sort_by=${field}&sort_direction=${direction}`,
    );
    const values = shown.map((item) => String(item[field]).toLowerCase());
    const ordered = values.toSorted();
    expect(values).toEqual(flag ? ordered : ordered.toReversed());
    expect(shown).toHaveLength(seenBy(model, name, person).length);
  };
}

/** Returns the status of a person's attempt to change a record. */
function expectedStatus(
  model: Model,
  name: ModelledResource['name'],
  { row, person, success }: { readonly row: Row | undefined; readonly person: Person; readonly success: number },
): number {
  if (row === undefined || !canSee(model, name, row, person)) return 404;
  return canEdit(model, name, row, person) ? success : 403;
}

/** Fields that both the model and the response have must be equal. Secrets must be absent. */
function expectShown(data: JsonObject, fields: JsonObject): void {
  for (const [name, value] of Object.entries(fields)) if (name in data) expect(data[name]).toEqual(value);
  expect(data).not.toHaveProperty('token');
}

/** The default workspace of each person. */
export const HOME: Readonly<Record<Person, JsonObject>> = {
  john: { workspace_uuid: '550e8400-e29b-41d4-a716-446655440000' },
  jane: { workspace_uuid: '64bb0e43-7514-409b-933b-43d9baecb796' },
};
