import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../reference/${name}`, import.meta.url)), 'utf8'));
const documentedRequest = read('update-an-account.request.json') as object;
const documentedResponse = read('update-an-account.response.json') as { data: Record<string, JsonValue> };
const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const AS_JOHN = { authorization: 'Bearer athena-demo-token' };

/** Every path of a tree with the type that is there, in order: its shape, whatever its values. */
function shapeOf(value: JsonValue, path = '$'): readonly string[] {
  if (Array.isArray(value))
    return [`${path} array`, ...value.flatMap((item: JsonValue, index) => shapeOf(item, `${path}[${index}]`))];
  if (value === null || typeof value !== 'object') return [`${path} ${value === null ? 'null' : typeof value}`];
  return [`${path} object`, ...Object.entries(value).flatMap(([name, child]) => shapeOf(child, `${path}.${name}`))];
}

describe('the documented account', () => {
  it('is retrieved as documented, with the same values and the same order of keys', async () => {
    const simulator = await createSimulator();
    const { body, text } = await request(simulator.app).get(ACCOUNT).set(AS_JOHN).expect(200);
    expect(body).toEqual(documentedResponse);
    expect(text).toBe(JSON.stringify(documentedResponse));
    await simulator.close();
  });

  it('is updated with the documented body to exactly the documented tree', async () => {
    const simulator = await createSimulator();
    const { body } = await request(simulator.app).put(ACCOUNT).set(AS_JOHN).send(documentedRequest).expect(200);
    expect(shapeOf(body as JsonValue)).toEqual(shapeOf(documentedResponse));
    expect(body).toEqual({
      data: {
        ...documentedResponse.data,
        provider_display_name: 'string',
        provider_authentication_strategy: 'token',
        updated_at: body.data.updated_at,
      },
    });
    expect(body.data.updated_at).not.toBe(documentedResponse.data['updated_at']);
    expect((await request(simulator.app).get(ACCOUNT).set(AS_JOHN)).body).toEqual(body);
    expect(simulator.violations().breaches).toEqual([]);
    await simulator.close();
  });

  it('keeps a change after a restart, and its secret is not in the file', async () => {
    const data = await mkdtemp(join(tmpdir(), 'account-'));
    const first = await createSimulator({ data });
    await request(first.app)
      .put(ACCOUNT)
      .set(AS_JOHN)
      .send({ provider_display_name: 'Ours', token: 'sk-very-secret' })
      .expect(200);
    await first.close();
    const second = await createSimulator({ data });
    const { body } = await request(second.app).get(ACCOUNT).set(AS_JOHN).expect(200);
    expect(body.data).toEqual({
      ...documentedResponse.data,
      provider_display_name: 'Ours',
      updated_at: body.data.updated_at,
    });
    await second.close();
    expect(readFileSync(join(data, 'db.json'), 'utf8')).not.toContain('sk-very-secret');
    await rm(data, { recursive: true });
  });

  it('shows a renamed workspace immediately in every place of its tree', async () => {
    const simulator = await createSimulator();
    await request(simulator.app)
      .put('/api/v1/workspaces/550e8400-e29b-41d4-a716-446655440000')
      .set(AS_JOHN)
      .send({ name: 'Renamed' })
      .expect(200);
    const { body } = await request(simulator.app).get(ACCOUNT).set(AS_JOHN).expect(200);
    expect([
      body.data.workspace.name,
      body.data.user.primary_workspace.name,
      body.data.provider.user.primary_workspace.name,
    ]).toEqual(['Renamed', 'Renamed', 'Renamed']);
    expect(body.data.workspace.slug).toBe('my-ai-workspace');
    await simulator.close();
  });

  it('belongs to John: other users get 404', async () => {
    const simulator = await createSimulator();
    const { body } = await request(simulator.app)
      .get(ACCOUNT)
      .set({ 'x-multiplai-authorization': 'multiplai-jane-token' })
      .expect(404);
    expect(body).toEqual({
      message: 'No query results for model [App\\Models\\Account] 550e8400-e29b-41d4-a716-446655440000',
    });
    await simulator.close();
  });

  it('states the provenance of each response: documented for the update, inferred for its errors', async () => {
    const simulator = await createSimulator();
    const update = () => request(simulator.app).put(ACCOUNT).send({});
    expect((await update().set(AS_JOHN)).headers['x-athena-provenance']).toBe('documented');
    expect((await update().expect(401)).headers['x-athena-provenance']).toBe('inferred');
    expect((await request(simulator.app).get(ACCOUNT).set(AS_JOHN)).headers['x-athena-provenance']).toBe('inferred');
    await simulator.close();
  });
});
