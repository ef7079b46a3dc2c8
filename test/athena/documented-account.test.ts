import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../reference/${name}`, import.meta.url)), 'utf8'));
const documentedRequest = read('update-an-account.request.json') as object;
const documentedResponse = read('update-an-account.response.json') as { data: Record<string, JsonValue> };
const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const AS_JOHN = { authorization: 'Bearer athena-demo-token', host: 'h.test' };

/** Every path of a tree with the type that is there, in order: its shape, whatever its values. */
function shapeOf(value: JsonValue, path = '$'): readonly string[] {
  if (Array.isArray(value))
    return [`${path} array`, ...value.flatMap((item: JsonValue, index) => shapeOf(item, `${path}[${index}]`))];
  if (value === null || typeof value !== 'object') return [`${path} ${value === null ? 'null' : typeof value}`];
  return [`${path} object`, ...Object.entries(value).flatMap(([name, child]) => shapeOf(child, `${path}.${name}`))];
}

/**
 * The part of a tree that the demo world shows as documented: without the placeholders of open objects, the photos, and
 * the settings of strategies, which the documentation fills with "string".
 */
function toStable(value: unknown): string {
  return JSON.stringify(value, (name, child: unknown) =>
    /^(?:property\d|token|oauth2|basic|profile_photo_url)$/.test(name) ? undefined : child,
  );
}

async function retrieve(simulator: Simulator): Promise<{ readonly data: Record<string, JsonValue> }> {
  const { body } = await request(simulator.app).get(ACCOUNT).set(AS_JOHN).expect(200);
  return body as { readonly data: Record<string, JsonValue> };
}

describe('the documented account', () => {
  it('is the example "documented", with the same values and the same order of keys', async () => {
    const simulator = await createSimulator();
    const prefer = { ...AS_JOHN, prefer: 'example=documented' };
    const { body, text } = await request(simulator.app).get(ACCOUNT).set(prefer).expect(200);
    expect(body).toEqual(documentedResponse);
    expect(text).toBe(JSON.stringify(documentedResponse));
    const updated = await request(simulator.app).put(ACCOUNT).set(prefer).send(documentedRequest).expect(200);
    expect(updated.text).toBe(text);
    await simulator.close();
  });

  it('is retrieved as documented, apart from placeholders and photos, which are of this world', async () => {
    const simulator = await createSimulator();
    const body = await retrieve(simulator);
    expect(toStable(body)).toBe(toStable(documentedResponse));
    expect(shapeOf(JSON.parse(toStable(body)) as JsonValue)).toEqual(
      shapeOf(JSON.parse(toStable(documentedResponse)) as JsonValue),
    );
    const photos = [...JSON.stringify(body).matchAll(/"profile_photo_url":"([^"]+)"/g)].map(([, url = '']) => url);
    expect(photos).toHaveLength(JSON.stringify(documentedResponse).split('"profile_photo_url"').length - 1);
    for (const url of photos) await request(simulator.app).get(new URL(url).pathname).expect(200);
    await simulator.close();
  });

  it('is updated with the documented body, and shows only what was sent changed', async () => {
    const simulator = await createSimulator();
    const before = await retrieve(simulator);
    const { body } = await request(simulator.app).put(ACCOUNT).set(AS_JOHN).send(documentedRequest).expect(200);
    expect(toStable({ ...body.data, updated_at: '', provider_display_name: '' })).toBe(
      toStable({ ...documentedResponse.data, updated_at: '', provider_display_name: '' }),
    );
    expect(body).toEqual({
      data: {
        ...before.data,
        provider_display_name: 'string',
        provider_authentication_strategy: 'token',
        updated_at: body.data.updated_at,
      },
    });
    expect(body.data.updated_at).not.toBe(documentedResponse.data['updated_at']);
    expect(await retrieve(simulator)).toEqual(body);
    expect(simulator.violations().breaches).toEqual([]);
    await simulator.close();
  });

  it('keeps a change after a restart, and its secret is not in the file', async () => {
    const data = await mkdtemp(join(tmpdir(), 'account-'));
    const first = await createSimulator({ data });
    const { data: before } = await retrieve(first);
    await request(first.app)
      .put(ACCOUNT)
      .set(AS_JOHN)
      .send({ provider_display_name: 'Ours', token: 'sk-very-secret' })
      .expect(200);
    await first.close();
    const second = await createSimulator({ data });
    const { data: after } = await retrieve(second);
    expect(toStable(after)).toBe(
      toStable({ ...before, provider_display_name: 'Ours', updated_at: after['updated_at'] }),
    );
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
