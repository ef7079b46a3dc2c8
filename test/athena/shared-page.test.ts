import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadFixtures } from '../../src/document/load-fixtures.ts';
import { createSimulator } from '../../src/index.ts';

const DAY = 86_400_000;
const AS_JOHN = { authorization: 'Bearer athena-demo-token' };
const fixtures = await loadFixtures(packagedFiles.fixtures());
const shares = fixtures.collections.find(({ name }) => name === 'shares')?.records ?? [];
const LINK = shares.find(({ type, expires_at: end }) => type === 'link' && end !== null) ?? {};

describe('the page of a share', () => {
  it.each(shares.map(({ url }) => [String(url)]))('%s shows what is shared, and by whom', async (url) => {
    const simulator = await createSimulator();
    const { text, headers } = await request(simulator.app).get(url).expect(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/<h1>[^<]+<\/h1>/);
    expect(text).toMatch(/(?:John Doe|Jane Smith|Amir Haddad) shares (?:an agent|a workflow) with you/);
    expect(text).toContain('<dt>You may</dt>');
    const picture = /<img src="([^"]+)"/.exec(text)?.[1] ?? '';
    await request(simulator.app).get(new URL(picture).pathname).expect(200).expect('content-type', 'image/svg+xml');
    await simulator.close();
  });

  it('is gone when the share ends, at its time or with the permission "none"', async () => {
    const simulator = await createSimulator();
    await request(simulator.app).get(String(LINK['url'])).expect(200);
    await simulator.clock.advance(30 * DAY);
    await request(simulator.app).get(String(LINK['url'])).expect(404);
    const { body } = await request(simulator.app)
      .post('/api/v1/agents/550e8400-e29b-41d4-a716-446655440000/share')
      .set(AS_JOHN);
    const own = new URL(body.data.url).pathname;
    await request(simulator.app).get(own).expect(200);
    await request(simulator.app)
      .post('/api/v1/agents/550e8400-e29b-41d4-a716-446655440000/share')
      .set(AS_JOHN)
      .send({ permission: 'none' })
      .expect(204);
    const { status } = await request(simulator.app).get(own);
    expect(status).toBe(404);
    await simulator.close();
  });
});
