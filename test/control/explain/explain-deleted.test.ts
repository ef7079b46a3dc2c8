import { describe, expect, it } from 'vitest';
import { idOf, readExplanation, useSimulator, type Answer, type Call } from '../admin.ts';

const AGENT = '/api/v1/agents/550e8400-e29b-41d4-a716-446655440000';
const WORKSPACE = '/api/v1/workspaces/550e8400-e29b-41d4-a716-446655440000';

const shared = useSimulator();

async function remedyOf(at: Call, answer: Answer): Promise<string | null> {
  expect(answer.status).toBe(404);
  return (await readExplanation(at, answer)).remedy;
}

describe('the remedy of a 404 for a record that was deleted', () => {
  it('names the request that deleted it, and its undo', async () => {
    const at = shared.at('deleted');
    await at('GET', AGENT);
    const deleted = await at('DELETE', AGENT);
    expect(deleted.status).toBe(204);
    expect(await remedyOf(at, await at('GET', AGENT))).toBe(
      `It was deleted here by request 2 (DELETE ${AGENT}). Undo that with npx athena-simulator changes revert ${idOf(deleted)} --sandbox deleted, or POST /__admin/requests/${idOf(deleted)}/revert.`,
    );
  });

  it('names it for a record that was deleted together with another', async () => {
    const at = shared.at('cascade');
    const deleted = await at('DELETE', WORKSPACE);
    expect(deleted.status).toBe(204);
    expect(await remedyOf(at, await at('GET', AGENT))).toContain(`request 1 (DELETE ${WORKSPACE})`);
  });

  it('does not offer an undo once the record is there again', async () => {
    const at = shared.at('undone');
    const deleted = await at('DELETE', AGENT);
    const missed = await at('GET', AGENT);
    expect((await at('POST', `/__admin/requests/${idOf(deleted)}/revert`)).status).toBe(200);
    const remedy = await remedyOf(at, missed);
    expect(remedy).not.toContain('revert');
    expect(remedy).toBe('This world has the record now: send the request again.');
  });

  it('does not blame a later request', async () => {
    const at = shared.at('later');
    const missed = await at('GET', '/api/v1/agents/00000000-0000-4000-8000-000000000000');
    await at('DELETE', AGENT);
    expect(await remedyOf(at, missed)).not.toContain('revert');
  });
});
